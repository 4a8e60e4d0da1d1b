package dev.bivouac.tools.article;

import java.time.Duration;

/**
 * How much one fetch may cost.
 *
 * @param maxBytes of the body, after decompression
 * @param maxRedirects how many are followed
 * @param connect the longest wait for a connection
 * @param silence the longest wait for the next bytes
 * @param total the longest time for everything, redirects included
 */
public record FetchLimits(
    int maxBytes, int maxRedirects, Duration connect, Duration silence, Duration total) {
  /** Enough for any article, and short enough that one slow site holds nobody up. */
  public static final FetchLimits DEFAULT =
      new FetchLimits(
          5_000_000, 5, Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(20));

  public FetchLimits {
    if (maxBytes < 1) {
      throw new IllegalArgumentException("maxBytes must be positive, was " + maxBytes);
    }
    if (maxRedirects < 0) {
      throw new IllegalArgumentException("maxRedirects must not be negative, was " + maxRedirects);
    }
    requirePositive("connect", connect);
    requirePositive("silence", silence);
    requirePositive("total", total);
  }

  private static void requirePositive(String name, Duration duration) {
    if (!duration.isPositive()) {
      throw new IllegalArgumentException(name + " must be positive, was " + duration);
    }
  }
}
