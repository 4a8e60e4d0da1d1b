package dev.bivouac.persistence;

import dev.bivouac.journal.JournalConflictException;
import dev.bivouac.journal.JournalContract;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.JournalFailedException;
import dev.bivouac.journal.Lease;
import dev.bivouac.journal.RunHeldException;
import dev.bivouac.run.RunId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * A process that wants one run again and again, each time with a store that it has just opened.
 *
 * <p>Arguments: folder, run. Each line of its input is a command with the number of the run's next
 * entry: {@code want}, {@code write}, {@code stale} (try all leases that are void) or {@code
 * close}. It answers each with one line.
 */
final class ContenderMain {
  private static final int MOST_OLD = 4;

  private final Path folder;
  private final RunId run;
  private final Deque<Held> old = new ArrayDeque<>();
  private Optional<H2Store> open = Optional.empty();
  private Optional<Lease> lease = Optional.empty();

  /** A lease that is void, and the store that had it: open or closed. */
  private record Held(H2Store store, Lease lease) {}

  private ContenderMain(Path folder, RunId run) {
    this.folder = folder;
    this.run = run;
  }

  public static void main(String[] args) throws IOException {
    var contender = new ContenderMain(Path.of(args[0]), new RunId(args[1]));
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    Parking.say("ready");
    for (String line = input.readLine(); line != null; line = input.readLine()) {
      String[] words = line.split(" ", 2);
      Parking.say(contender.does(words[0], Integer.parseInt(words[1])));
    }
  }

  private String does(String command, int next) {
    return switch (command) {
      case "want" -> want();
      case "write" -> write(next);
      case "stale" -> "accepted " + stale(next);
      case "close" -> close();
      default -> throw new IllegalArgumentException(command);
    };
  }

  /** Takes it twice over, so that one lease is void in a store that is open. */
  private String want() {
    H2Store store = H2Store.open(folder, Clock.systemUTC());
    open = Optional.of(store);
    try {
      remember(store, store.takeOver(run));
      lease = Optional.of(store.takeOver(run));
      return "won";
    } catch (RunHeldException e) {
      return "lost: " + e.getMessage();
    }
  }

  private void remember(H2Store store, Lease voidLease) {
    old.addFirst(new Held(store, voidLease));
    if (old.size() > MOST_OLD) {
      old.removeLast();
    }
  }

  private String write(int next) {
    open.orElseThrow().append(lease.orElseThrow(), next, List.of(event(next)));
    return "wrote " + next;
  }

  /**
   * How many writes with void leases were accepted: by the stores that had them and the open one.
   */
  private int stale(int next) {
    int accepted = 0;
    for (Held held : old) {
      accepted += isAccepted(held.store(), held.lease(), next) ? 1 : 0;
      accepted += isAccepted(open.orElseThrow(), held.lease(), next) ? 1 : 0;
    }
    return accepted;
  }

  private static boolean isAccepted(H2Store store, Lease lease, int next) {
    try {
      store.append(lease, next, List.of(event(next)));
      return true;
    } catch (JournalConflictException e) {
      return false;
    } catch (JournalFailedException e) {
      if (String.valueOf(e.getMessage()).contains("is closed")) {
        return false;
      }
      throw e;
    }
  }

  private static JournalEvent event(int next) {
    return JournalContract.said(next - 1, "by " + ProcessHandle.current().pid());
  }

  private String close() {
    H2Store store = open.orElseThrow();
    store.close();
    open = Optional.empty();
    lease.ifPresent(it -> remember(store, it));
    lease = Optional.empty();
    return "closed";
  }
}
