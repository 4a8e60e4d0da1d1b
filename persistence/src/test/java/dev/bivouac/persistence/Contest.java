package dev.bivouac.persistence;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.JournalContract;
import dev.bivouac.run.RunId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Several processes want one run in a folder at once, round after round. Whoever gets it writes one
 * entry and closes its store; then all try to write with leases that are void.
 */
final class Contest implements AutoCloseable {
  private final Path folder;
  private final RunId run = RunId.random(new Random(9));
  private final List<Child> contenders = new ArrayList<>();
  private final List<String> wrongs = new ArrayList<>();
  private int rounds;
  private int told;

  Contest(Path folder, int contenders) throws IOException {
    this.folder = folder;
    try (var store = H2Store.open(folder, Clock.systemUTC())) {
      store.create(run, Optional.empty(), JournalContract.started("contest"));
    }
    for (int i = 0; i < contenders; i++) {
      this.contenders.add(Child.of(ContenderMain.class, folder.toString(), run.value()));
    }
    this.contenders.forEach(Contest::hear);
  }

  private static String hear(Child child) {
    return child.line().orElseThrow(() -> new AssertionError("a contender died by itself"));
  }

  void play(int more) throws IOException {
    for (int i = 0; i < more && wrongs.isEmpty(); i++) {
      rounds++;
      playOne(rounds + 1);
    }
  }

  private void playOne(int next) throws IOException {
    List<String> answers = all("want", next);
    List<Child> winners =
        contenders.stream()
            .filter(child -> answers.get(contenders.indexOf(child)).equals("won"))
            .toList();
    if (winners.size() != 1) {
      wrongs.add("round %d: %s".formatted(rounds, answers));
      return;
    }
    Child winner = winners.getFirst();
    String held = "lost: Run %s is held by process %d on ".formatted(run, winner.pid());
    for (String answer : answers) {
      if (answer.startsWith(held) && answer.contains(" since 2")) {
        told++;
      } else if (!answer.equals("won")) {
        wrongs.add("round %d, won by %d: %s".formatted(rounds, winner.pid(), answer));
      }
    }
    winner.tell("write " + next);
    expect(List.of(hear(winner)), "wrote " + next);
    expect(all("stale", next + 1), "accepted 0");
    expect(all("close", next), "closed");
  }

  private List<String> all(String command, int next) throws IOException {
    for (Child child : contenders) {
      child.tell(command + " " + next);
    }
    return contenders.stream().map(Contest::hear).toList();
  }

  private void expect(List<String> answers, String wanted) {
    for (String answer : answers) {
      if (!answer.equals(wanted)) {
        wrongs.add("round %d: '%s' instead of '%s'".formatted(rounds, answer, wanted));
      }
    }
  }

  /** What was not as it must be, a sentence each. */
  List<String> wrongs() {
    return wrongs;
  }

  /** How many of those who did not get the run were told who had. */
  int told() {
    return told;
  }

  /** The entries of the run, once nobody holds it. */
  List<Entry> entries() {
    try (var store = H2Store.open(folder, Clock.systemUTC())) {
      return store.read(run);
    }
  }

  @Override
  public void close() {
    contenders.forEach(Child::close);
  }
}
