package dev.bivouac.planner;

import dev.bivouac.model.ModelFailure;
import dev.bivouac.model.ModelFailure.Kind;
import dev.bivouac.model.ModelProfile;
import dev.bivouac.retry.Breaker;
import dev.bivouac.retry.Throttle;
import dev.bivouac.run.RunId;
import dev.bivouac.run.Usage;
import java.time.Duration;
import java.util.Optional;

/**
 * Stands before the calls of one run's model: waits for their turn, and turns them away while the
 * provider fails everybody.
 */
final class ModelGate {
  private final RunId run;
  private final ModelProfile profile;
  private final RunListener listener;
  private final StopSignal stop;
  private final Throttle throttle;
  private final Breaker breaker;
  private boolean onItsWay;

  ModelGate(ServedModel served, RunListener listener, RunId run, StopSignal stop) {
    this.run = run;
    this.profile = served.profile();
    this.listener = listener;
    this.stop = stop;
    this.throttle = served.restraint().throttle();
    this.breaker = served.restraint().provider();
  }

  /** Waits until it is the call's turn; true if the run is asked to stop meanwhile. */
  boolean stopsBefore(Usage estimate) {
    Duration wait = throttle.take(estimate.input() + profile.maxOutput());
    if (wait.isZero()) {
      return false;
    }
    listener.waiting(run, wait, turn(wait));
    return stop.await(wait);
  }

  private ModelFailure turn(Duration wait) {
    return new ModelFailure(
        Kind.OVERLOADED,
        "the %s account's tier allows %s; --tier says another"
            .formatted(profile.provider(), throttle.quota().words()),
        Optional.of(wait));
  }

  /** A failure in place of a call, if the provider is left alone. */
  Optional<ModelFailure> refuses() {
    Optional<Duration> left = breaker.refuses();
    onItsWay = left.isEmpty();
    return left.map(wait ->
        new ModelFailure(
            Kind.OVERLOADED,
            "%s has failed nearly every call of late, so it is left alone for %d s. This usually passes; nothing was sent."
                .formatted(profile.provider(), Math.max(1, wait.toSeconds())),
            Optional.of(wait)));
  }

  void answered() {
    onItsWay = false;
    breaker.succeeded();
  }

  /** Returns the same failure. */
  ModelFailure failed(ModelFailure failure) {
    if (tellsOfOthers(failure.kind())) {
      onItsWay = false;
      breaker.failed();
    }
    return failure;
  }

  /** The call is over, however it ended. */
  void leave() {
    if (onItsWay) {
      onItsWay = false;
      breaker.toldNothing();
    }
  }

  /** True if the next call, of this run or of another, will most likely fail the same way. */
  private static boolean tellsOfOthers(Kind kind) {
    return switch (kind) {
      case OVERLOADED, SERVER, NETWORK, TIMEOUT -> true;
      case INCOMPLETE,
          EMPTY,
          AUTHENTICATION,
          QUOTA,
          MODEL_NOT_FOUND,
          CONTEXT_EXCEEDED,
          FILTERED,
          INVALID_REQUEST,
          UNKNOWN ->
          false;
    };
  }
}
