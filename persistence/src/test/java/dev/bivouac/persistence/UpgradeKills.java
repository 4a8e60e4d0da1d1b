package dev.bivouac.persistence;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.JournalContract;
import dev.bivouac.journal.Lease;
import dev.bivouac.run.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Kills a process while it brings a store of the first schema up to date, at file operations that a
 * seed decides, and looks at what it left behind.
 */
final class UpgradeKills {
  private static final int LAST = 1_000_000;

  private final Path folder;
  private final Random random;
  private final Map<RunId, Integer> runs = new LinkedHashMap<>();
  private final List<String> wrongs = new ArrayList<>();
  private int inDraft;

  UpgradeKills(Path folder, long seed) {
    this.folder = folder;
    this.random = new Random(seed);
    runs.put(RunId.random(random), 12);
    runs.put(RunId.random(random), 5);
  }

  /** Kills so many times, each in a store of its own. */
  void kill(int times) throws IOException, InterruptedException, SQLException {
    int operations = operations();
    for (int i = 1; i <= times && wrongs.isEmpty(); i++) {
      // One of each part, so that the beginning, the middle and the end are all there.
      int from = operations * (i - 1) / times;
      int operation = from + 1 + random.nextInt(Math.max(1, operations * i / times - from));
      Path store = newStore("killed-" + i);
      killAt(store, operation);
      check(store, "killed at operation %d of %d".formatted(operation, operations));
    }
  }

  /** How many file operations an upgrade takes. */
  private int operations() throws IOException, InterruptedException, SQLException {
    Path store = newStore("undisturbed");
    try (Child child = start(store, LAST)) {
      String said = child.line().orElseThrow();
      child.finish();
      check(store, said);
      return Integer.parseInt(said.substring("upgraded after ".length()));
    }
  }

  private Path newStore(String name) throws IOException, SQLException {
    Path store = Files.createDirectory(folder.toRealPath().resolve(name));
    OldStore.write(store, runs);
    return store;
  }

  private Child start(Path store, int operation) throws IOException {
    return Child.of(UpgradeMain.class, store.toString(), Integer.toString(operation));
  }

  private void killAt(Path store, int operation) throws IOException, InterruptedException {
    try (Child child = start(store, operation)) {
      String said = child.line().orElseThrow();
      inDraft += Files.exists(new StoreFile(store, 1, "async:").draft()) ? 1 : 0;
      child.kill();
      if (!said.startsWith("parked")) {
        wrongs.add("operation %d: '%s'".formatted(operation, said));
      }
    }
  }

  private void check(Path folder, String when) throws SQLException {
    var file = new StoreFile(folder.toAbsolutePath(), 1, "async:");
    try (var store = H2Store.open(folder, Clock.systemUTC())) {
      note(store.list().size() == runs.size(), when + ": listed other runs");
      var first = runs.entrySet().iterator().next();
      List<Entry> before = store.read(first.getKey());
      note(
          before.size() == first.getValue() && TrialText.isRight(first.getKey(), before),
          when + ": read other entries before the upgrade");
      for (var run : runs.entrySet()) {
        Lease lease = store.takeOver(run.getKey());
        int next = run.getValue() + 1;
        store.append(lease, next, List.of(TrialText.said(run.getKey(), next)));
      }
      areRight(store, when + ": read other entries after the upgrade");
      store.create(RunId.random(random), Optional.empty(), JournalContract.started("new"));
    }
    note(!Files.exists(file.draft()), when + ": a draft is left");
    note(!Files.exists(new StoreFile(folder, 2, "async:").data()), when + ": a second file");
    try (Connection connection = H2.openReadOnly(file.scheme(), file.data())) {
      note(Schema.version(file, connection) == Schema.VERSION, when + ": not upgraded");
    }
  }

  private void areRight(H2Store store, String wrong) {
    for (var run : runs.entrySet()) {
      var entries = store.read(run.getKey());
      note(entries.size() == run.getValue() + 1 && TrialText.isRight(run.getKey(), entries), wrong);
    }
  }

  private void note(boolean right, String wrong) {
    if (!right) {
      wrongs.add(wrong);
    }
  }

  /** What was not as it must be, a sentence each. */
  List<String> wrongs() {
    return wrongs;
  }

  /** How many of the killed were at work on a draft. */
  int inDraft() {
    return inDraft;
  }
}
