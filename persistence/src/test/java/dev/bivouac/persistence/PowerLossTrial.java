package dev.bivouac.persistence;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.JournalContract;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.JournalFailedException;
import dev.bivouac.journal.Lease;
import dev.bivouac.journal.UnknownRunException;
import dev.bivouac.run.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Cuts the power of a disk at random moments, which a kill cannot show: of what was not forced, the
 * disk keeps what it likes. Then looks for entries that were acknowledged and are gone, for runs
 * that say something else than was written, and for files that are refused. Its main takes a new
 * folder, a seed and a number of cuts.
 */
final class PowerLossTrial {
  private static final StoreOptions ON_THE_DISK = new StoreOptions("power:", 1L << 28);
  private static final int LIVES_OF_A_STORE = 10;
  private static final int RUNS = 4;
  private static final int CALLS_OF_A_DEED = 8;

  /** What was found after so many cuts; runs of which something is lost, wrong or refused. */
  record Found(int cuts, int acknowledged, int lost, int wrong, int refused) {
    Found plus(Found more) {
      return new Found(
          cuts + more.cuts,
          acknowledged + more.acknowledged,
          lost + more.lost,
          wrong + more.wrong,
          refused + more.refused);
    }
  }

  private final Path folder;
  private final Random random;
  private final boolean forces;
  private final int mostDeeds;
  private final Map<RunId, Integer> acknowledged = new LinkedHashMap<>();
  private final Map<RunId, Lease> leases = new HashMap<>();
  private final List<String> complaints = new ArrayList<>();
  private int lives;
  private Path root;

  /**
   * Nothing is written yet.
   *
   * @param mostDeeds how often a process writes at most in its life
   * @param forces false for a disk that forces nothing, to see that this trial can find something
   */
  PowerLossTrial(Path folder, long seed, int mostDeeds, boolean forces) {
    this.folder = folder;
    this.random = new Random(seed);
    this.mostDeeds = mostDeeds;
    this.forces = forces;
    this.root = folder;
    PowerFiles.register();
  }

  /** Arguments: a new folder, a seed, a number of cuts. */
  public static void main(String[] args) throws IOException, SQLException {
    var trial = new PowerLossTrial(Path.of(args[0]), Long.parseLong(args[1]), 60, true);
    int cuts = Integer.parseInt(args[2]);
    var all = new Found(0, 0, 0, 0, 0);
    for (int cut = 1; cut <= cuts; cut++) {
      all = all.plus(trial.cutOnce());
      if (cut % 20 == 0 || cut == cuts) {
        System.out.println(all);
        trial.complaints().forEach(System.out::println);
        trial.complaints.clear();
      }
    }
  }

  /** What was found, in words. */
  List<String> complaints() {
    return complaints;
  }

  /** Lets a process write until the power is cut, and looks at what is left. */
  Found cutOnce() throws IOException, SQLException {
    if (lives % LIVES_OF_A_STORE == 0) {
      startAfresh();
    }
    lives++;
    PowerDisk disk = PowerDisk.over(root, forces);
    disk.cutAt(1 + random.nextInt(CALLS_OF_A_DEED * mostDeeds));
    live(disk);
    Path next = folder.resolve("life-" + lives);
    disk.after(next, random);
    disk.remove();
    delete(root);
    root = next;
    Aging.age(root.resolve("store"));
    return look();
  }

  private void startAfresh() throws IOException, SQLException {
    acknowledged.clear();
    root = Files.createDirectories(folder.resolve("start-" + lives));
    if (lives / LIVES_OF_A_STORE % 2 == 1) {
      for (int i = 0; i < RUNS; i++) {
        acknowledged.put(RunId.random(random), 1 + random.nextInt(20));
      }
      OldStore.write(Files.createDirectory(root.resolve("store")), acknowledged);
    }
  }

  private Path store() {
    return PowerPaths.wrap(root.resolve("store"));
  }

  private H2Store open() {
    leases.clear();
    return H2Store.open(store(), Clock.systemUTC(), ON_THE_DISK);
  }

  private void live(PowerDisk disk) {
    int deeds = 1 + random.nextInt(mostDeeds);
    var store = open();
    try {
      for (int deed = 0; deed < deeds; deed++) {
        if (random.nextInt(12) == 0) {
          store.close();
          store = open();
        }
        write(store);
      }
    } catch (JournalFailedException e) {
      if (!disk.isCut()) {
        complaints.add("before the cut: " + e.getMessage());
      }
    }
    if (random.nextBoolean()) {
      store.close();
    }
    disk.cut();
    store.close();
  }

  private void write(H2Store store) {
    if (acknowledged.size() < RUNS) {
      var run = RunId.random(random);
      leases.put(run, store.create(run, Optional.empty(), JournalContract.started("power")));
      acknowledged.put(run, 1);
      return;
    }
    var run = List.copyOf(acknowledged.keySet()).get(random.nextInt(acknowledged.size()));
    Lease lease = leases.computeIfAbsent(run, store::takeOver);
    int last = acknowledged.getOrDefault(run, 0);
    List<JournalEvent> events = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      events.add(TrialText.said(run, last + 1 + i));
    }
    store.append(lease, last + 1, events);
    acknowledged.put(run, last + events.size());
  }

  private Found look() throws IOException {
    var found = new Found(1, 0, 0, 0, 0);
    PowerDisk disk = PowerDisk.over(root, forces);
    try (var store = open()) {
      for (RunId run : List.copyOf(acknowledged.keySet())) {
        found = found.plus(look(store, run, acknowledged.getOrDefault(run, 0)));
      }
    } finally {
      disk.remove();
    }
    if (found.lost() + found.refused() + found.wrong() > 0) {
      lives += LIVES_OF_A_STORE - 1 - (lives - 1) % LIVES_OF_A_STORE;
    }
    return found;
  }

  private Found look(H2Store store, RunId run, int promised) {
    try {
      List<Entry> entries = store.read(run);
      acknowledged.put(run, entries.size());
      boolean wrong = !TrialText.isRight(run, entries);
      boolean lost = entries.size() < promised;
      if (wrong || lost) {
        complaints.add("%s has %d of %d entries".formatted(run, entries.size(), promised));
      }
      return new Found(0, promised, lost ? 1 : 0, wrong ? 1 : 0, 0);
    } catch (UnknownRunException e) {
      complaints.add(e.getMessage());
      return new Found(0, promised, 1, 0, 0);
    } catch (JournalFailedException e) {
      complaints.add(e.getMessage());
      return new Found(0, promised, 0, 0, 1);
    }
  }

  static void delete(Path path) throws IOException {
    try (var all = Files.walk(path)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
