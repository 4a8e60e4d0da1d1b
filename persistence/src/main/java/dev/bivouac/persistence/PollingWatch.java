package dev.bivouac.persistence;

import dev.bivouac.journal.RunState;
import dev.bivouac.planner.RunListener;
import dev.bivouac.run.RunId;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Watches a run by looking again and again for new entries. What is said between them is not heard.
 */
final class PollingWatch implements RunWatch {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

  /** A process whose connection broke is seen alive again within so many looks. */
  private static final int LOOKS_WITHOUT_DRIVER = 4;

  private final PostgresStore store;
  private final SeenRun seen;
  private final CountDownLatch closed = new CountDownLatch(1);

  PollingWatch(PostgresStore store, RunId run, RunListener listener) {
    this.store = store;
    this.seen = new SeenRun(run, RunListener.all(List.of(listener)), store.read(run));
  }

  @Override
  public RunState follow() {
    seen.open();
    int without = 0;
    boolean more = true;
    while (more && !seen.isSettled() && without < LOOKS_WITHOUT_DRIVER) {
      // Asked before the entries are read: nothing can come after the answer was no.
      without = store.owners().isAtWork(seen.run()) ? 0 : without + 1;
      store.from(seen.run(), seen.next()).forEach(seen::add);
      more = seen.isSettled() || waited();
    }
    return seen.state();
  }

  /** False if it was closed meanwhile. */
  private boolean waited() {
    try {
      return !closed.await(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void leave() {
    closed.countDown();
  }
}
