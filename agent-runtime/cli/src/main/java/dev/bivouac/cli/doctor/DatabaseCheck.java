package dev.bivouac.cli.doctor;

import dev.bivouac.journal.JournalFailedException;
import dev.bivouac.journal.RunHead;
import java.util.List;
import java.util.function.Supplier;

/** The database that keeps runs: can it be reached, and are its tables ours? */
public final class DatabaseCheck implements Check {
  private final String address;
  private final Supplier<List<RunHead>> runs;

  /**
   * Looks at a database.
   *
   * @param address for people
   * @param runs opens the store and lists its runs
   */
  public DatabaseCheck(String address, Supplier<List<RunHead>> runs) {
    this.address = address;
    this.runs = runs;
  }

  @Override
  public String about() {
    return "store";
  }

  @Override
  public List<Finding> look() {
    try {
      List<RunHead> all = runs.get();
      return List.of(
          Finding.ok(
              about(),
              "%s can be reached: %s%s"
                  .formatted(
                      address,
                      Kept.count(all),
                      Kept.users(all).map(users -> "; at work: " + users).orElse(""))));
    } catch (JournalFailedException e) {
      return List.of(Finding.fail(about(), String.valueOf(e.getMessage()), ""));
    }
  }
}
