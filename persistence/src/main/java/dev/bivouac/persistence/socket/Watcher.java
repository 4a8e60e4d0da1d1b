package dev.bivouac.persistence.socket;

import dev.bivouac.persistence.socket.Message.Speaking;
import dev.bivouac.persistence.socket.Message.Thinking;
import dev.bivouac.persistence.socket.Message.Written;
import dev.bivouac.run.RunId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What somebody who watches a run has not been sent yet. Bounded: pieces are joined, and left out
 * when there are too many; where entries had to be left out, they are read from the journal again.
 */
final class Watcher {
  private static final int MOST = 256;
  private static final int LONGEST_PIECE = 8_000;

  private final RunId run;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Deque<Message> waiting = new ArrayDeque<>();
  private boolean lost;
  private boolean awake;

  Watcher(RunId run) {
    this.run = run;
  }

  RunId run() {
    return run;
  }

  /** Takes note of a message, or of having lost entries. */
  void offer(Message message) {
    lock.lock();
    try {
      Optional<Message> joined =
          waiting.isEmpty() ? Optional.empty() : joined(waiting.getLast(), message);
      if (joined.isPresent()) {
        waiting.removeLast();
        waiting.add(joined.get());
      } else if (waiting.size() < MOST) {
        waiting.add(message);
      } else if (message instanceof Written) {
        waiting.clear();
        lost = true;
      }
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  private static Optional<Message> joined(Message last, Message next) {
    if (last instanceof Thinking(String before)
        && next instanceof Thinking(String piece)
        && before.length() + piece.length() <= LONGEST_PIECE) {
      return Optional.of(new Thinking(before + piece));
    }
    if (last instanceof Speaking(String before)
        && next instanceof Speaking(String piece)
        && before.length() + piece.length() <= LONGEST_PIECE) {
      return Optional.of(new Speaking(before + piece));
    }
    return Optional.empty();
  }

  /** What has come, in order; empty if nothing came for so long. */
  List<Message> take(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long nanos = patience.toNanos();
      while (waiting.isEmpty() && !lost && !awake && nanos > 0) {
        nanos = arrived.awaitNanos(nanos);
      }
      var taken = new ArrayList<>(waiting);
      waiting.clear();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  /** Waits for nothing any more. */
  void wake() {
    lock.lock();
    try {
      awake = true;
      arrived.signal();
    } finally {
      lock.unlock();
    }
  }

  /** True if entries were left out since it was last asked. */
  boolean hasLost() {
    lock.lock();
    try {
      boolean had = lost;
      lost = false;
      return had;
    } finally {
      lock.unlock();
    }
  }
}
