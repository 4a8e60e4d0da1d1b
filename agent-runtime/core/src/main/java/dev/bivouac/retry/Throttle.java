package dev.bivouac.retry;

import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.internal.AtomicRateLimiter;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Spaces calls so that an account keeps to its quota. It never waits itself: it says how long to
 * wait, and whoever asked has that place. A place that is not used is not given back; it is lost
 * for a minute at most.
 */
public final class Throttle {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  /** No wait is refused: it is a run that waits, and it can be stopped. */
  private static final Duration LONGEST = Duration.ofDays(1);

  private final Quota quota;
  private final Optional<RateLimiter> requests;
  private final Optional<RateLimiter> tokens;

  /**
   * Nothing is taken yet.
   *
   * @param nanos a clock that only goes on, in nanoseconds, such as {@link System#nanoTime}
   */
  public Throttle(Quota quota, LongSupplier nanos) {
    this.quota = quota;
    this.requests =
        quota.requests().isPresent()
            ? Optional.of(limiter("requests", quota.requests().getAsInt(), nanos))
            : Optional.empty();
    this.tokens =
        quota.tokens().isPresent()
            ? Optional.of(limiter("tokens", asInt(quota.tokens().getAsLong()), nanos))
            : Optional.empty();
  }

  private static RateLimiter limiter(String name, int perMinute, LongSupplier nanos) {
    return new AtomicRateLimiter(
        name,
        RateLimiterConfig.custom()
            .limitRefreshPeriod(MINUTE)
            .limitForPeriod(perMinute)
            .timeoutDuration(LONGEST)
            .build(),
        nanos::getAsLong);
  }

  /** What it keeps to. */
  public Quota quota() {
    return quota;
  }

  /**
   * Takes the place of one call.
   *
   * @param expected tokens that the provider will count; more than a minute allows count as all of
   *     them
   * @return how long to wait before the call; zero if it may be made now
   */
  public Duration take(long expected) {
    long wait =
        Math.max(
            requests.map(limiter -> reserve(limiter, 1)).orElse(0L),
            tokens.map(limiter -> reserve(limiter, asInt(expected))).orElse(0L));
    return Duration.ofNanos(wait);
  }

  private static long reserve(RateLimiter limiter, int permits) {
    int most = limiter.getRateLimiterConfig().getLimitForPeriod();
    long wait = limiter.reservePermission(Math.clamp(permits, 1, most));
    return wait < 0 ? LONGEST.toNanos() : wait;
  }

  private static int asInt(long number) {
    return (int) Math.min(number, Integer.MAX_VALUE);
  }
}
