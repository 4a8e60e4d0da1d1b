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
  private final Optional<Throttle> throttle;
  private final Optional<Breaker> breaker;
  private boolean onItsWay;

  ModelGate(RuntimeParts parts, RunId run, StopSignal stop) {
    this.run = run;
    this.profile = parts.profile();
    this.listener = parts.listener();
    this.stop = stop;
    this.throttle = parts.patience().restraint().map(restraint -> restraint.throttle());
    this.breaker = parts.patience().restraint().map(restraint -> restraint.provider());
  }

  /** Waits until it is the call's turn; true if the run is asked to stop meanwhile. */
  boolean stopsBefore(Usage estimate) {
    Duration wait =
        throttle
            .map(places -> places.take(estimate.input() + profile.maxOutput()))
            .orElse(Duration.ZERO);
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
            .formatted(profile.provider(), throttle.orElseThrow().quota().words()),
        Optional.of(wait));
  }

  /** A failure in place of a call, if the provider is left alone. */
  Optional<ModelFailure> refuses() {
    Optional<Duration> left = breaker.flatMap(Breaker::refuses);
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
    breaker.ifPresent(Breaker::succeeded);
  }

  /** Returns the same failure. */
  ModelFailure failed(ModelFailure failure) {
    if (tellsOfOthers(failure.kind())) {
      onItsWay = false;
      breaker.ifPresent(Breaker::failed);
    }
    return failure;
  }

  /** The call is over, however it ended. */
  void leave() {
    if (onItsWay) {
      onItsWay = false;
      breaker.ifPresent(Breaker::toldNothing);
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
