package dev.bivouac.persistence;

import dev.bivouac.journal.JournalFailedException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Waits that an interrupt does not cut short: the caller learns what became of its entry. The
 * interrupt is kept for whoever asks for it next.
 */
final class Uninterrupted {
  private static final Duration PAUSE = Duration.ofMillis(5);

  private Uninterrupted() {}

  static <T> T result(Future<T> future) {
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return future.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw unwrapped(e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException unwrapped(ExecutionException e) {
    return switch (e.getCause()) {
      case RuntimeException cause -> cause;
      case Error cause -> throw cause;
      case null, default -> new JournalFailedException("The store failed. See the cause below.", e);
    };
  }

  /** Takes nothing more, and waits for what was taken. */
  static void end(ExecutorService threads) {
    threads.shutdown();
    boolean interrupted = false;
    boolean ended = false;
    while (!ended) {
      try {
        ended = threads.awaitTermination(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tries again and again until there is something or the time is over. */
  static <T> Optional<T> within(Duration time, Supplier<Optional<T>> attempt) {
    long end = System.nanoTime() + time.toNanos();
    while (true) {
      Optional<T> found = attempt.get();
      if (found.isPresent() || System.nanoTime() - end > 0) {
        return found;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }
}
