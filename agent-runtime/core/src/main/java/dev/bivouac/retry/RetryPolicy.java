package dev.bivouac.retry;

import java.time.Duration;

/**
 * How often to try and how long to wait between.
 *
 * @param maxAttempts attempts in all, the first included, from 1 to 20
 * @param firstWait the wait after the first failure; doubled after each further one, give or take
 *     half
 * @param maxWait no wait is longer; a server that asks for more than this is not waited for
 */
public record RetryPolicy(int maxAttempts, Duration firstWait, Duration maxWait) {
  /** For a model call: about a minute of patience with a provider that is overloaded. */
  public static final RetryPolicy MODEL =
      new RetryPolicy(6, Duration.ofSeconds(1), Duration.ofSeconds(60));

  /** For a tool call: a page or a search that fails is soon given up, since the model can go on. */
  public static final RetryPolicy TOOL =
      new RetryPolicy(3, Duration.ofMillis(500), Duration.ofSeconds(20));

  public RetryPolicy {
    if (maxAttempts < 1 || maxAttempts > 20) {
      throw new IllegalArgumentException("maxAttempts must be from 1 to 20, was " + maxAttempts);
    }
    if (!firstWait.isPositive() || maxWait.compareTo(firstWait) < 0) {
      throw new IllegalArgumentException(
          "firstWait must be positive and at most maxWait, were %s and %s"
              .formatted(firstWait, maxWait));
    }
  }

  /** The same waits with another number of attempts. */
  public RetryPolicy withMaxAttempts(int attempts) {
    return new RetryPolicy(attempts, firstWait, maxWait);
  }
}
