package dev.bivouac.persistence;

import dev.bivouac.journal.JournalContract;
import dev.bivouac.journal.Lease;
import dev.bivouac.run.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Prints how fast the store is on this machine. Its argument is a new folder. */
final class StoreMeter {
  private static final String TEXT = "0123456789".repeat(50);

  private final Path folder;
  private final Random random = new Random(1);

  private StoreMeter(Path folder) {
    this.folder = folder;
  }

  public static void main(String[] args)
      throws IOException, InterruptedException, ExecutionException {
    var meter = new StoreMeter(Path.of(args[0]));
    meter.open("new store, first run written");
    meter.open("store opened again, another run written");
    meter.oneRun(2000);
    meter.manyRuns(1000, 20);
    meter.list("list of a closed store");
    meter.open("store of 1,000 runs opened again, another run written");
  }

  private H2Store store() {
    return H2Store.open(folder, Clock.systemUTC());
  }

  private synchronized Lease create(H2Store store) {
    return store.create(
        RunId.random(random), Optional.empty(), JournalContract.started("measured"));
  }

  private void open(String what) {
    long start = System.nanoTime();
    var store = store();
    create(store);
    print(what, start);
    start = System.nanoTime();
    store.close();
    print("  closed again", start);
  }

  private void oneRun(int entries) throws IOException {
    try (var store = store()) {
      Lease lease = create(store);
      long written = written();
      long start = System.nanoTime();
      write(store, lease, entries);
      rate("one run", entries, start);
      System.out.printf("  %d bytes written a commit%n", (written() - written) / entries);
      start = System.nanoTime();
      store.read(lease.run());
      print("  read again", start);
    }
  }

  private void manyRuns(int runs, int entries)
      throws IOException, InterruptedException, ExecutionException {
    var store = store();
    var leases = new ArrayList<Lease>();
    for (int i = 0; i < runs; i++) {
      leases.add(create(store));
    }
    long written = written();
    long start = System.nanoTime();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> all = new ArrayList<>();
      for (Lease lease : leases) {
        all.add(threads.submit(() -> write(store, lease, entries)));
      }
      for (Future<?> each : all) {
        each.get();
      }
    }
    rate("%,d runs".formatted(runs), runs * entries, start);
    System.out.printf("  %d bytes written an entry%n", (written() - written) / runs / entries);
    list("list of an open store");
    start = System.nanoTime();
    long size = size();
    store.close();
    print("  %,d KB closed to %,d KB".formatted(size / 1024, size() / 1024), start);
  }

  private static void write(H2Store store, Lease lease, int entries) {
    for (int step = 1; step <= entries; step++) {
      store.append(lease, step + 1, List.of(JournalContract.said(step, TEXT)));
    }
  }

  private void list(String what) {
    try (var store = store()) {
      for (int i = 1; i <= 3; i++) {
        long start = System.nanoTime();
        int runs = store.list().size();
        print("%s, %,d runs".formatted(what, runs), start);
      }
    }
  }

  private long size() throws IOException {
    return Files.size(folder.resolve("runs-0001.mv.db"));
  }

  /** What this process has written, where the system tells it. */
  private static long written() throws IOException {
    Path counters = Path.of("/proc/self/io");
    if (!Files.isReadable(counters)) {
      return 0;
    }
    return Files.readAllLines(counters).stream()
        .filter(line -> line.startsWith("wchar: "))
        .mapToLong(line -> Long.parseLong(line.substring(7)))
        .sum();
  }

  private static void rate(String what, int entries, long start) {
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf("%s: %,.0f entries/s%n", what, entries / seconds);
  }

  private static void print(String what, long start) {
    System.out.printf("%s: %,.0f ms%n", what, (System.nanoTime() - start) / 1e6);
  }
}
