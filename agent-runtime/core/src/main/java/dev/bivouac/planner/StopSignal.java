package dev.bivouac.planner;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a run to stop where it stands. Raised once, never lowered. */
public final class StopSignal {
  private final CompletableFuture<Boolean> raised = new CompletableFuture<>();

  /** Asks. */
  public void raise() {
    raised.complete(true);
  }

  /** True once somebody asked. */
  public boolean isRaised() {
    return raised.isDone();
  }

  /** Runs at once if it is raised, else when it is. */
  void whenRaised(Runnable action) {
    var unused = raised.thenRun(action);
  }

  /**
   * Waits.
   *
   * @return true if the wait was ended by the signal, or by an interrupt, which raises it
   */
  boolean await(Duration wait) {
    try {
      return raised.get(Math.max(1, wait.toMillis()), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      raise();
      return true;
    } catch (ExecutionException e) {
      throw new IllegalStateException("the signal is only ever completed normally", e);
    }
  }
}
