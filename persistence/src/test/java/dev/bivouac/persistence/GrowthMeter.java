package dev.bivouac.persistence;

import dev.bivouac.journal.JournalContract;
import dev.bivouac.journal.Lease;
import dev.bivouac.run.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Prints how a store's file grows, and how soon it is open again after a kill. Its arguments: a new
 * folder, and the commits of the longest file.
 */
final class GrowthMeter {
  private static final int TEXT = 3000;

  private final Path folder;
  private final Random random = new Random(1);

  private GrowthMeter(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    var meter = new GrowthMeter(Path.of(args[0]));
    for (int steps = 100; steps <= 800; steps *= 2) {
      meter.grow(steps, true);
      meter.grow(steps, false);
    }
    meter.reopen(300);
    meter.reopen(Integer.parseInt(args[1]));
  }

  private void grow(int steps, boolean compressible) throws IOException {
    Path store = folder.resolve("steps-" + steps + "-" + compressible);
    long content = 0;
    long open;
    try (var journal = H2Store.open(store, Clock.systemUTC())) {
      Lease lease =
          journal.create(
              RunId.random(random), Optional.empty(), JournalContract.started("measured"));
      for (int step = 1; step <= steps; step++) {
        String text =
            compressible
                ? "0123456789".repeat(TEXT / 10)
                : TrialText.incompressible(TEXT * 3 / 4, random);
        content += text.length();
        journal.append(lease, step + 1, List.of(JournalContract.said(step, text)));
      }
      open = size(store);
    }
    System.out.printf(
        "%d steps, %s: %,d bytes a commit, open %,d KB, closed %,d KB, %.1f times its content%n",
        steps,
        compressible ? "compressible" : "incompressible",
        open / steps,
        open / 1024,
        size(store) / 1024,
        (double) size(store) / content);
  }

  private void reopen(int entries) throws IOException, InterruptedException {
    Path store = folder.resolve("killed-" + entries);
    try (Child child = Child.start("append", store, "4")) {
      for (int i = 0; i < entries; i++) {
        child.line();
      }
      child.kill();
    }
    long size = size(store);
    long start = System.nanoTime();
    long busy = busy();
    try (var journal = H2Store.open(store, Clock.systemUTC())) {
      RunId run = journal.list().getFirst().id();
      Lease lease = journal.takeOver(run);
      int read = journal.read(run).size();
      System.out.printf(
          "killed after %,d entries, %,d KB: a run of %,d entries taken over and read in %,d ms, %,d ms of a processor%n",
          entries,
          size / 1024,
          read,
          (System.nanoTime() - start) / 1_000_000,
          (busy() - busy) / 1_000_000);
      journal.append(lease, read + 1, List.of(JournalContract.said(read, "more")));
      start = System.nanoTime();
    }
    System.out.printf(
        "  closed to %,d KB in %,d ms%n",
        size(store) / 1024, (System.nanoTime() - start) / 1_000_000);
  }

  /** What all threads of this process have worked, in nanoseconds. */
  private static long busy() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO).toNanos();
  }

  private static long size(Path store) throws IOException {
    return Files.size(store.resolve("runs-0001.mv.db"));
  }
}
