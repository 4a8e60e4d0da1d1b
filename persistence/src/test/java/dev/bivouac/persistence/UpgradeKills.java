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
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * Kills processes while they bring stores of an older schema up to date, all over the way, and
 * looks at what they left behind. In some stores two are killed, one after the other.
 */
final class UpgradeKills {
  private static final String NEVER = "0";

  private final Path folder;
  private final Random random;
  private final int schema;
  private final Map<RunId, Integer> runs = new LinkedHashMap<>();
  private final Map<UpgradePlace, Integer> kills = new EnumMap<>(UpgradePlace.class);
  private final List<String> wrongs = new ArrayList<>();

  /** Stores of that schema, 1 to 3. */
  UpgradeKills(Path folder, int schema, long seed) {
    this.folder = folder;
    this.schema = schema;
    this.random = new Random(seed);
    runs.put(RunId.random(random), 12);
    runs.put(RunId.random(random), 5);
  }

  /** Kills so many times, each part of the way as often as the others. */
  void kill(int times) throws IOException, InterruptedException, SQLException {
    List<UpgradePlace> calls = undisturbed();
    UpgradePlace[] places = UpgradePlace.values();
    int left = times;
    for (int store = 0; left > 0 && wrongs.isEmpty(); store++) {
      Path root = newStore("killed-" + store);
      String when = "killed at " + killAt(root, callIn(places[store % places.length], calls));
      left--;
      if (left > 0 && random.nextInt(4) == 0) {
        when += " and then at " + killAt(root, 1 + random.nextInt(calls.size()));
        left--;
      }
      check(root.resolve("store"), when);
    }
  }

  /** In which part each call to the disk is made. */
  private List<UpgradePlace> undisturbed() throws IOException, InterruptedException, SQLException {
    Path root = newStore("undisturbed");
    var calls = new ArrayList<UpgradePlace>();
    try (Child child = start(root, NEVER)) {
      String said = child.line().orElseThrow();
      while (said.startsWith("call ")) {
        calls.add(place(said, calls.isEmpty() ? UpgradePlace.TAKING_THE_FILE : calls.getLast()));
        said = child.line().orElseThrow();
      }
      child.finish();
      note(said.equals("done %d 2".formatted(runs.size())), "undisturbed: " + said);
    }
    check(root.resolve("store"), "undisturbed");
    return calls;
  }

  /** H2's own threads work for whoever called last. */
  private static UpgradePlace place(String said, UpgradePlace before) {
    String name = said.substring(said.indexOf(' ') + 1);
    return name.equals("-") ? before : UpgradePlace.valueOf(name);
  }

  private int callIn(UpgradePlace place, List<UpgradePlace> calls) {
    int first = calls.indexOf(place);
    if (first < 0) {
      throw new IllegalStateException("An upgrade makes no call to the disk in " + place);
    }
    int call = first + random.nextInt(calls.lastIndexOf(place) + 1 - first);
    return calls.get(call) == place ? call + 1 : first + 1;
  }

  private Path newStore(String name) throws IOException, SQLException {
    Path root = Files.createDirectory(folder.toRealPath().resolve(name));
    OldStore.write(Files.createDirectory(root.resolve("store")), runs, schema);
    return root;
  }

  private Child start(Path root, String call) throws IOException {
    RunId run = runs.keySet().iterator().next();
    return Child.of(UpgradeMain.class, root.toString(), run.value(), call);
  }

  /** Says where it was killed. */
  private String killAt(Path root, int call) throws IOException, InterruptedException {
    try (Child child = start(root, Integer.toString(call))) {
      UpgradePlace last = UpgradePlace.TAKING_THE_FILE;
      String said = child.line().orElseThrow();
      while (said.startsWith("call ")) {
        last = place(said, last);
        said = child.line().orElseThrow();
      }
      if (said.startsWith("parked ")) {
        last = place(said, last);
      }
      child.kill();
      kills.merge(last, 1, Integer::sum);
      return "call %d, %s".formatted(call, said);
    }
  }

  private void check(Path store, String when) throws SQLException {
    var file = new StoreFile(store.toAbsolutePath(), 1, "async:");
    try (var opened = H2Store.open(store, Clock.systemUTC())) {
      note(opened.list().size() == runs.size(), when + ": listed other runs");
      var first = runs.entrySet().iterator().next();
      List<Entry> before = opened.read(first.getKey());
      note(
          before.size() == first.getValue() && TrialText.isRight(first.getKey(), before),
          when + ": read other entries before the upgrade");
      for (var run : runs.entrySet()) {
        Lease lease = opened.takeOver(run.getKey());
        int next = run.getValue() + 1;
        opened.append(lease, next, List.of(TrialText.said(run.getKey(), next)));
      }
      areRight(opened, when + ": read other entries after the upgrade");
      opened.create(RunId.random(random), Optional.empty(), JournalContract.started("new"));
    }
    note(!Files.exists(file.draft()), when + ": a draft is left");
    note(!Files.exists(new StoreFile(store, 2, "async:").data()), when + ": a second file");
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

  /** How many were killed in which part. */
  Map<UpgradePlace, Integer> kills() {
    return kills;
  }
}
