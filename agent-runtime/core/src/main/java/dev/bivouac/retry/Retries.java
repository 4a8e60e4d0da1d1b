package dev.bivouac.retry;

import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.core.functions.Either;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Tries again what may pass by itself, with waits that double and jitter. */
public final class Retries {
  /** Knows which failures may pass. */
  public interface Judge {
    /** True if the same attempt may succeed a little later. */
    boolean worthRetrying(Throwable failure);

    /** How long the other side asked to wait, if it did. */
    Optional<Duration> retryAfter(Throwable failure);
  }

  /** Hears of every failed attempt that will be followed by another. */
  @FunctionalInterface
  public interface FailedAttempt {
    /**
     * One attempt failed.
     *
     * @param attempt from 1
     * @param wait until the next attempt
     */
    void failed(int attempt, Throwable failure, Duration wait);
  }

  private final RetryPolicy policy;
  private final IntervalFunction backoff;

  public Retries(RetryPolicy policy) {
    this.policy = policy;
    this.backoff =
        IntervalFunction.ofExponentialRandomBackoff(policy.firstWait(), 2.0, 0.5, policy.maxWait());
  }

  /** How often and how long. */
  public RetryPolicy policy() {
    return policy;
  }

  /**
   * The wait before the next attempt; what the other side asked for is obeyed if it is longer.
   *
   * @param attempt the one that failed, from 1
   * @param retryAfter how long the other side asked to wait, if it did
   */
  public Duration waitAfter(int attempt, Optional<Duration> retryAfter) {
    var own = Duration.ofMillis(backoff.apply(attempt));
    return retryAfter.filter(asked -> asked.compareTo(own) > 0).orElse(own);
  }

  /**
   * Calls until it succeeds, fails for good, or the attempts are used up; then the last failure is
   * thrown as it came. An interrupt ends the wait with the last failure and the flag set.
   */
  public <T> T call(Callable<T> work, Judge judge, FailedAttempt listener) throws Exception {
    var config =
        RetryConfig.<T>custom()
            .maxAttempts(policy.maxAttempts())
            .retryOnException(failure -> worthWaitingFor(failure, judge))
            .intervalBiFunction((Integer attempt, Either<Throwable, T> outcome) -> {
              Throwable failure = outcome.getLeft();
              Duration wait = waitAfter(attempt, judge.retryAfter(failure));
              listener.failed(attempt, failure, wait);
              return wait.toMillis();
            })
            .build();
    return Retry.of("attempts", config).executeCallable(work);
  }

  private boolean worthWaitingFor(Throwable failure, Judge judge) {
    return judge.worthRetrying(failure)
        && judge
            .retryAfter(failure)
            .map(asked -> asked.compareTo(policy.maxWait()) <= 0)
            .orElse(true);
  }
}
