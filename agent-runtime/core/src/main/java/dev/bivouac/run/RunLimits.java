package dev.bivouac.run;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;

/**
 * How far a run may go before it pauses. They are kept in the journal, so a restart resets none.
 *
 * @param maxSteps model calls, from 1 to 100,000
 * @param maxTokens tokens sent and received, at least 1
 * @param maxActive time the run was at work; downtime and pauses do not count
 * @param maxCost US dollars; empty for no limit
 */
public record RunLimits(
    int maxSteps, long maxTokens, Duration maxActive, Optional<BigDecimal> maxCost) {
  /** Enough for a research run of about 300 tool calls; no limit on money. */
  public static final RunLimits DEFAULT =
      new RunLimits(300, 100_000_000, Duration.ofHours(6), Optional.empty());

  public RunLimits {
    if (maxSteps < 1 || maxSteps > 100_000) {
      throw new IllegalArgumentException("maxSteps must be from 1 to 100000, was " + maxSteps);
    }
    if (maxTokens < 1) {
      throw new IllegalArgumentException("maxTokens must be positive, was " + maxTokens);
    }
    if (!maxActive.isPositive()) {
      throw new IllegalArgumentException("maxActive must be positive, was " + maxActive);
    }
    if (maxCost.isPresent() && maxCost.get().signum() <= 0) {
      throw new IllegalArgumentException("maxCost must be positive, was " + maxCost.get());
    }
  }

  /** The same limits with another number of steps. */
  public RunLimits withMaxSteps(int steps) {
    return new RunLimits(steps, maxTokens, maxActive, maxCost);
  }

  /** The same limits with another number of tokens. */
  public RunLimits withMaxTokens(long tokens) {
    return new RunLimits(maxSteps, tokens, maxActive, maxCost);
  }

  /** The same limits with another active time. */
  public RunLimits withMaxActive(Duration active) {
    return new RunLimits(maxSteps, maxTokens, active, maxCost);
  }

  /** The same limits with another cost in US dollars, or none. */
  public RunLimits withMaxCost(Optional<BigDecimal> cost) {
    return new RunLimits(maxSteps, maxTokens, maxActive, cost);
  }
}
