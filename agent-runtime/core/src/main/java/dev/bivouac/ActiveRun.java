package dev.bivouac;

import dev.bivouac.planner.StopSignal;
import java.time.Instant;
import java.util.Optional;

/** A run that this runtime drives at the moment. */
final class ActiveRun {
  private final Instant since;
  private final StopSignal stop = new StopSignal();
  private Optional<String> reason = Optional.empty();
  private boolean ended;

  ActiveRun(Instant since) {
    this.since = since;
  }

  Instant since() {
    return since;
  }

  StopSignal stop() {
    return stop;
  }

  /** False if it comes too late: whoever drives the run has already looked. */
  boolean cancel(String why) {
    synchronized (this) {
      if (ended) {
        return reason.isPresent();
      }
      reason = reason.or(() -> Optional.of(why));
    }
    stop.raise();
    return true;
  }

  /** Why it is to be ended for good, if it is. The last look: no cancel is accepted after it. */
  synchronized Optional<String> end() {
    ended = true;
    return reason;
  }
}
