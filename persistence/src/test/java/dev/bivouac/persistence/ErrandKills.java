package dev.bivouac.persistence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * Kills a process that runs errands, again and again, at moments that a seed decides, and compares
 * what it left behind with what it had said.
 *
 * <p>{@link ErrandKillsTest} kills a few times, {@link ErrandKillsTrial} some hundred times.
 */
final class ErrandKills {
  /** Where a process dies. */
  enum Moment {
    /** After some entries, wherever it is by then. */
    ANYWHERE,
    /** A tool has had its effect, and its result is not in the journal. */
    AFTER_EFFECT,
    /** In the middle of a write, or before a sync, of a commit. */
    IN_COMMIT,
    /** While it opens the store and reads the run, before its first own entry. */
    IN_RECOVERY
  }

  private static final int MOST_ENTRIES = 250;

  private final String store;
  private final Path world;
  private final int steps;
  private final Random random;
  private final ErrandCheck check;
  private final Map<Moment, Integer> kills = new EnumMap<>(Moment.class);

  /**
   * Kills in a folder of its own.
   *
   * @param steps of an errand
   */
  ErrandKills(Path folder, int steps, long seed) throws IOException {
    this(folder.resolve("store").toString(), folder, steps, seed);
  }

  /**
   * Kills in a store that may be a database.
   *
   * @param folder of what the tools do
   */
  ErrandKills(String store, Path folder, int steps, long seed) throws IOException {
    this.store = store;
    this.world = Files.createDirectories(folder.resolve("world"));
    this.steps = steps;
    this.random = new Random(seed);
    this.check = new ErrandCheck(store, world, steps);
    for (Moment moment : Moment.values()) {
      kills.put(moment, 0);
    }
  }

  /** Runs errands for a while without killing, so that H2 uses the file's space again. */
  void age(Duration time) throws IOException, InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    try (Child child = start("never")) {
      while (System.nanoTime() < end) {
        hear(child);
      }
      kill(child);
    }
  }

  /** That many kills of each kind, in an order that the seed decides. */
  void kill(Map<Moment, Integer> wanted) throws IOException, InterruptedException {
    while (!isEnough(wanted)) {
      List<Moment> left = new ArrayList<>();
      wanted.forEach((moment, number) ->
          left.addAll(Collections.nCopies(Math.max(0, number - done(moment)), moment)));
      Collections.shuffle(left, random);
      for (Moment moment : left) {
        Optional<Moment> died = killOnce(moment);
        died.ifPresent(it -> kills.merge(it, 1, Integer::sum));
        check.look();
        if (!check.wrongs().isEmpty()) {
          return;
        }
      }
    }
  }

  private boolean isEnough(Map<Moment, Integer> wanted) {
    return wanted.entrySet().stream().allMatch(it -> done(it.getKey()) >= it.getValue());
  }

  private int done(Moment moment) {
    return kills.getOrDefault(moment, 0);
  }

  /** The moment at which the process really died. */
  private Optional<Moment> killOnce(Moment moment) throws IOException, InterruptedException {
    return switch (moment) {
      case ANYWHERE -> anywhere();
      case AFTER_EFFECT -> parked(moment, "effect", number(12));
      case IN_COMMIT -> parked(moment, "commit", number(60), number(6));
      // A recovery reads a file some hundred times, a database four times; later is no recovery.
      case IN_RECOVERY -> parked(moment, "recovery", number(Stores.isDatabase(store) ? 4 : 120));
    };
  }

  private String number(int most) {
    return Integer.toString(1 + random.nextInt(most));
  }

  private Optional<Moment> anywhere() throws IOException, InterruptedException {
    int entries = 1 + random.nextInt(MOST_ENTRIES);
    long nanos = random.nextInt(3_000_000);
    try (Child child = start("never")) {
      for (int kept = 0; kept < entries; ) {
        kept += hear(child).startsWith("kept") ? 1 : 0;
      }
      LockSupport.parkNanos(nanos);
      kill(child);
      return Optional.of(Moment.ANYWHERE);
    }
  }

  private Optional<Moment> parked(Moment moment, String where, String... numbers)
      throws IOException, InterruptedException {
    var words = new ArrayList<>(List.of(where));
    words.addAll(List.of(numbers));
    try (Child child = start(words.toArray(String[]::new))) {
      boolean wrote = false;
      String line = hear(child);
      while (!line.startsWith("parked")) {
        wrote |= line.startsWith("kept");
        line = hear(child);
      }
      kill(child);
      return moment == Moment.IN_RECOVERY && wrote ? Optional.empty() : Optional.of(moment);
    }
  }

  private Child start(String... where) throws IOException {
    var words = new ArrayList<>(List.of(world.toString(), Integer.toString(steps)));
    words.addAll(List.of(where));
    return Child.of(ErrandMain.class, store, words.toArray(String[]::new));
  }

  /** The next line of a child that is alive. */
  private String hear(Child child) {
    String line = child.line().orElseThrow(() -> new AssertionError("the child died by itself"));
    check.heard(line);
    return line;
  }

  private void kill(Child child) throws InterruptedException {
    child.kill();
    // What it said before it died counts as well.
    for (var line = child.line(); line.isPresent(); line = child.line()) {
      check.heard(line.get());
    }
  }

  /** Lets the errand under way come to its end. */
  void finish() throws IOException, InterruptedException {
    try (Child child = start("never")) {
      while (!hear(child).startsWith("over")) {
        // Go on.
      }
      kill(child);
    }
    check.look();
  }

  /** What was found to be wrong, a sentence each. */
  List<String> wrongs() {
    return check.wrongs();
  }

  Map<Moment, Integer> kills() {
    return kills;
  }

  ErrandCheck check() {
    return check;
  }
}
