package dev.bivouac;

import dev.bivouac.planner.StopSignal;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** A run that this runtime drives at the moment. */
record ActiveRun(StopSignal stop, AtomicReference<Optional<String>> reason) {
  ActiveRun(StopSignal stop) {
    this(stop, new AtomicReference<>(Optional.empty()));
  }

  void cancel(String why) {
    reason.set(Optional.of(why));
    stop.raise();
  }

  /** Why it is to be ended for good, if it is. */
  Optional<String> cancelled() {
    return reason.get();
  }
}
