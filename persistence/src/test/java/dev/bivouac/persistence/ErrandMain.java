package dev.bivouac.persistence;

import dev.bivouac.AgentRuntime;
import dev.bivouac.RunRequest;
import dev.bivouac.RunSummary;
import dev.bivouac.journal.Entry;
import dev.bivouac.journal.EventJson;
import dev.bivouac.journal.Journal;
import dev.bivouac.journal.RunHead;
import dev.bivouac.journal.RunState;
import dev.bivouac.journal.StoredEvent;
import dev.bivouac.model.PlainProfile;
import dev.bivouac.planner.RunListener;
import dev.bivouac.run.RunId;
import dev.bivouac.run.RunLimits;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The program that is killed: takes the newest errand up, or begins one, again and again, and
 * prints each entry that is acknowledged.
 *
 * <p>Arguments: store, world, steps of an errand, and where to stand still: {@code effect N},
 * {@code commit N M} (the Mth file operation after N entries), {@code recovery N} (the Nth file
 * operation) or {@code never}. In a database it does not stand still but says what it is about to
 * do ({@link ErrandJournal}).
 */
final class ErrandMain {
  private static final PlainProfile PROFILE =
      new PlainProfile("errand", "errand", 10_000_000, Optional.empty());

  private ErrandMain() {}

  public static void main(String[] args) {
    Path world = Path.of(args[1]);
    int steps = Integer.parseInt(args[2]);
    String where = args[3];
    boolean database = Stores.isDatabase(args[0]);
    int recovery = where.equals("recovery") ? Integer.parseInt(args[4]) : 0;
    int commit = where.equals("commit") ? Integer.parseInt(args[4]) : 0;
    ParkingFiles.parkAt(database ? 0 : recovery);
    var tools = new ErrandTools(world, where.equals("effect") ? Integer.parseInt(args[4]) : 0);
    RunListener listener =
        commit > 0 && !database ? new Teller(commit, Integer.parseInt(args[5])) : new Teller(0, 0);
    Parking.say("opening");
    try (Journal opened = open(args[0])) {
      Journal store = database ? new ErrandJournal(opened, commit, recovery) : opened;
      var runtime =
          AgentRuntime.builder()
              .journal(store)
              .model(new ErrandModel(world, steps), PROFILE)
              .tools(tools)
              .limits(RunLimits.DEFAULT.withMaxSteps(steps + 1))
              .listener(listener)
              .program("errand")
              .build();
      while (true) {
        RunSummary summary = goOn(runtime, store.list());
        Parking.say("over " + summary.id());
      }
    }
  }

  private static RunSummary goOn(AgentRuntime runtime, List<RunHead> runs) {
    return runs.isEmpty() || runs.getFirst().status().over()
        ? runtime.run(RunRequest.goal("Errand number %d.".formatted(runs.size() + 1)))
        : runtime.resume(runs.getFirst().id());
  }

  static Journal open(String address) {
    if (Stores.isDatabase(address)) {
      return Stores.open(address, Clock.systemUTC(), "errand", note -> {});
    }
    ParkingFiles.register();
    return H2Store.open(
        Path.of(address),
        Clock.systemUTC(),
        new StoreOptions("parking:", StoreOptions.DEFAULT.largeFile()));
  }

  /** What an entry says, in a few characters. */
  static String digest(Entry entry) {
    StoredEvent stored = EventJson.write(entry.event());
    return Errand.digest(stored.type() + entry.epoch() + stored.body());
  }

  private static final class Teller implements RunListener {
    private final int parkAfter;
    private final int operations;
    private int appended;

    Teller(int parkAfter, int operations) {
      this.parkAfter = parkAfter;
      this.operations = operations;
    }

    @Override
    public void appended(RunId run, Entry entry, RunState state) {
      Parking.say("kept %s %d %s".formatted(run, entry.number(), digest(entry)));
      appended++;
      if (appended == parkAfter) {
        ParkingFiles.parkAt(operations);
      }
    }
  }
}
