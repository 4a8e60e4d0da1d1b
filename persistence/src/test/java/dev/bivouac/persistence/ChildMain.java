package dev.bivouac.persistence;

import dev.bivouac.journal.JournalConflictException;
import dev.bivouac.journal.JournalContract;
import dev.bivouac.journal.Lease;
import dev.bivouac.journal.RunHeldException;
import dev.bivouac.journal.RunKeyTakenException;
import dev.bivouac.run.RunId;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** What another process does with a store: told by its first argument, in the one of its second. */
final class ChildMain {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Store store;

  private ChildMain(Store store) {
    this.store = store;
  }

  public static void main(String[] args) throws IOException {
    try (var store = Stores.open(args[1], Clock.systemUTC(), "child", note -> {})) {
      var child = new ChildMain(store);
      switch (args[0]) {
        case "append" -> child.append(Integer.parseInt(args[2]));
        case "hold" -> child.hold();
        case "write" -> child.write();
        case "resume" -> child.resume(new RunId(args[2]));
        case "key" -> child.key(args[2]);
        default -> throw new IllegalArgumentException(args[0]);
      }
    }
  }

  /** Writes runs side by side, and prints run and number of each entry that is acknowledged. */
  private void append(int runs) {
    for (int i = 1; i < runs; i++) {
      Thread.ofPlatform().daemon().start(this::appendForEver);
    }
    appendForEver();
  }

  private void appendForEver() {
    Lease lease = create(Optional.empty());
    for (int step = 1; ; step++) {
      say(lease.run() + " " + step);
      store.append(lease, step + 1, List.of(JournalContract.said(step, text(step))));
    }
  }

  /** What stands in the entry of a step: short and long ones. */
  static String text(int step) {
    return "step %d ".formatted(step).repeat(step % 10 == 0 ? 5000 : 100);
  }

  /** Holds a run until its input ends. */
  private void hold() throws IOException {
    say(create(Optional.empty()).run().value());
    System.in.read();
  }

  /** Writes an entry to a run of its own for each byte that comes, for as long as it may. */
  private void write() throws IOException {
    Lease lease = create(Optional.empty());
    say(lease.run().value());
    for (int step = 1; System.in.read() >= 0; step++) {
      try {
        store.append(lease, step + 1, List.of(JournalContract.said(step, text(step))));
        say("wrote " + step);
      } catch (JournalConflictException e) {
        say("refused: " + e.getMessage());
      }
    }
  }

  /** Waits for a byte, then wants a run. */
  private void resume(RunId run) throws IOException {
    say("ready");
    System.in.read();
    try {
      say("won epoch " + store.takeOver(run).epoch());
    } catch (RunHeldException e) {
      say("lost: " + e.getMessage());
    }
    System.in.read();
  }

  /** Waits for a byte, then wants a key. */
  private void key(String key) throws IOException {
    say("ready");
    System.in.read();
    try {
      say(create(Optional.of(key)).run().value());
    } catch (RunKeyTakenException e) {
      say("taken");
    }
    System.in.read();
  }

  private Lease create(Optional<String> key) {
    return store.create(RunId.random(RANDOM), key, JournalContract.started("child"));
  }

  private static void say(String line) {
    synchronized (ChildMain.class) {
      System.out.println(line);
      System.out.flush();
    }
  }
}
