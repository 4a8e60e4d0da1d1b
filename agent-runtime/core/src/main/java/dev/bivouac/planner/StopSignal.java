package dev.bivouac.planner;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Asks a run to stop where it stands. Raised once, never lowered. */
public final class StopSignal {
  private final CountDownLatch raised = new CountDownLatch(1);
  private final Set<Hearing> hearings = ConcurrentHashMap.newKeySet();
  private volatile boolean interrupted;

  /** Somebody's wish to hear of the signal, until it is closed. */
  final class Hearing {
    private final Runnable action;

    private Hearing(Runnable action) {
      this.action = action;
    }

    void close() {
      hearings.remove(this);
    }

    private void hear() {
      // Whoever removes it runs it: raising and registering may meet, and it must run once.
      if (hearings.remove(this)) {
        action.run();
      }
    }
  }

  /** Asks. */
  public void raise() {
    raised.countDown();
    hearings.forEach(Hearing::hear);
  }

  /** True once somebody asked. */
  public boolean isRaised() {
    return raised.getCount() == 0;
  }

  /** Runs at once if it is raised, else when it is, unless the hearing was closed before. */
  Hearing whenRaised(Runnable action) {
    var hearing = new Hearing(action);
    hearings.add(hearing);
    if (isRaised()) {
      hearing.hear();
    }
    return hearing;
  }

  /**
   * Waits.
   *
   * @return true if the wait was ended by the signal, or by an interrupt, which raises it
   */
  boolean await(Duration wait) {
    try {
      return raised.await(Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      interrupted();
      return true;
    }
  }

  /**
   * Raises it because the run's thread was interrupted. The thread's flag stays down, so that what
   * is still to be written can be; {@link #restoreInterrupt} sets it again.
   */
  void interrupted() {
    interrupted = true;
    raise();
  }

  /** Raises it if the run's thread has been interrupted, and takes the flag down. */
  public void heedInterrupt() {
    if (Thread.interrupted()) {
      interrupted();
    }
  }

  /** Sets the thread's flag again if an interrupt was heeded. The last thing a run does. */
  public void restoreInterrupt() {
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
