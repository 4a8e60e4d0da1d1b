package dev.bivouac.retry;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Leaves alone for a while what has failed nearly every time of late, then tries it once. Each
 * {@link #refuses} that lets a call through is followed by exactly one of {@link #succeeded},
 * {@link #failed} and {@link #toldNothing}.
 */
public final class Breaker {
  private static final int CALLS_SEEN = 20;
  private static final int LEAST_CALLS = 10;
  private static final float FAILED_PERCENT = 80;

  /** How long it leaves alone what fails. */
  public static final Duration PAUSE = Duration.ofSeconds(30);

  /** While the one trial is on its way. */
  private static final Duration UNTIL_TRIED = Duration.ofSeconds(5);

  private final CircuitBreaker breaker;
  private final Clock clock;
  private volatile Instant opensAt = Instant.MIN;

  /** Lets calls through until they fail. */
  public Breaker(String name, Clock clock) {
    this.clock = clock;
    this.breaker =
        CircuitBreaker.of(
            name,
            CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(CALLS_SEEN)
                .minimumNumberOfCalls(LEAST_CALLS)
                .failureRateThreshold(FAILED_PERCENT)
                .waitDurationInOpenState(PAUSE)
                .permittedNumberOfCallsInHalfOpenState(1)
                .clock(clock)
                .build());
    breaker
        .getEventPublisher()
        .onStateTransition(event -> {
          if (event.getStateTransition().getToState() == State.OPEN) {
            opensAt = clock.instant().plus(PAUSE);
          }
        });
  }

  /** How long no call may be made; empty if one may be made now. */
  public Optional<Duration> refuses() {
    if (breaker.tryAcquirePermission()) {
      return Optional.empty();
    }
    Duration left = Duration.between(clock.instant(), opensAt);
    return Optional.of(left.isPositive() ? left.plusMillis(1) : UNTIL_TRIED);
  }

  /** The call did what it should. */
  public void succeeded() {
    breaker.onSuccess(0, TimeUnit.NANOSECONDS);
  }

  /** The call failed in a way that others will fail too. */
  public void failed() {
    breaker.onError(0, TimeUnit.NANOSECONDS, new FailedCall());
  }

  /** The call was given up, or its failure says nothing about others. */
  public void toldNothing() {
    breaker.releasePermission();
  }

  /** Resilience4j wants one; nobody sees it. */
  private static final class FailedCall extends Exception {
    FailedCall() {
      super("failed", null, false, false);
    }
  }
}
