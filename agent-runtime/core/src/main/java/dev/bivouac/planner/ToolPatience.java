package dev.bivouac.planner;

import java.time.Duration;

/**
 * How long tools are waited for.
 *
 * @param timeLimit of one call, retries included
 * @param grace for running calls once the run is asked to stop
 */
public record ToolPatience(Duration timeLimit, Duration grace) {
  /** Five minutes for a call, ten seconds when the run stops. */
  public static final ToolPatience DEFAULT =
      new ToolPatience(Duration.ofMinutes(5), Duration.ofSeconds(10));

  public ToolPatience {
    if (!timeLimit.isPositive() || grace.isNegative()) {
      throw new IllegalArgumentException(
          "timeLimit must be positive and grace not negative, were %s and %s"
              .formatted(timeLimit, grace));
    }
  }
}
