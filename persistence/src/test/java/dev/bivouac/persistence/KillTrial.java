package dev.bivouac.persistence;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.JournalContract;
import dev.bivouac.run.RunId;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * Kills writing processes at random moments and looks for entries that were acknowledged and are
 * gone. Its main goes on for some minutes in one folder, so that the file is old enough for H2 to
 * use its space again.
 */
final class KillTrial {
  private static final int RUNS_AT_ONCE = 4;

  private final Path folder;
  private final Random random;
  private final Map<RunId, Integer> acknowledged = new HashMap<>();
  private final Set<RunId> latest = new HashSet<>();

  KillTrial(Path folder, long seed) {
    this.folder = folder;
    this.random = new Random(seed);
  }

  /** Arguments: a new folder, and how many minutes to go on. */
  public static void main(String[] args) throws IOException, InterruptedException {
    var trial = new KillTrial(Path.of(args[0]), System.nanoTime());
    long end = System.nanoTime() + Duration.ofMinutes(Long.parseLong(args[1])).toNanos();
    int kills = 0;
    int lost = 0;
    while (System.nanoTime() < end) {
      trial.killOnce(1500);
      kills++;
      lost += trial.lostAmong(trial.latest).size();
      System.out.printf("%d kills, %d runs, %d lost%n", kills, trial.runs(), lost);
    }
    System.out.printf("in the end %d of %d are lost%n", trial.lost().size(), trial.runs());
  }

  /** Starts a process, lets it write for a while, and kills it. */
  void killOnce(int mostEntries) throws IOException, InterruptedException {
    latest.clear();
    try (Child child = Child.start("append", folder, Integer.toString(RUNS_AT_ONCE))) {
      int patience = 1 + random.nextInt(mostEntries);
      for (int i = 0; i < patience; i++) {
        note(child.line());
      }
      child.kill();
      // What it said before it died counts as well.
      for (var line = child.line(); line.isPresent(); line = child.line()) {
        note(line);
      }
    }
  }

  private void note(Optional<String> line) {
    String[] words = line.orElseThrow(() -> new AssertionError("the child died")).split(" ", 2);
    var run = new RunId(words[0]);
    latest.add(run);
    acknowledged.merge(run, Integer.parseInt(words[1]), Math::max);
  }

  int runs() {
    return acknowledged.size();
  }

  /** The runs of which something acknowledged is missing or wrong. */
  List<RunId> lost() {
    return lostAmong(acknowledged.keySet());
  }

  private List<RunId> lostAmong(Set<RunId> runs) {
    try (var store = H2Store.open(folder, Clock.systemUTC())) {
      return runs.stream().filter(run -> !isWhole(store, run)).toList();
    }
  }

  private boolean isWhole(H2Store store, RunId run) {
    List<Entry> entries = store.read(run);
    for (Entry entry : entries.subList(1, entries.size())) {
      int step = entry.number() - 1;
      if (!entry.event().equals(JournalContract.said(step, ChildMain.text(step)))) {
        return false;
      }
    }
    return entries.size() >= acknowledged.getOrDefault(run, 0);
  }
}
