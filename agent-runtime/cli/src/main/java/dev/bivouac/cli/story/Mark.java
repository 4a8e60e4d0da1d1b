package dev.bivouac.cli.story;

import java.time.Duration;
import java.time.Instant;

/**
 * When something happened.
 *
 * @param at by the clock of whoever wrote it down
 * @param work how long the run had been at work by then; downtime and pauses do not count
 */
public record Mark(Instant at, Duration work) {
  /** The time by the clock until something later; never less than nothing. */
  public Duration until(Mark later) {
    Duration between = Duration.between(at, later.at());
    return between.isNegative() ? Duration.ZERO : between;
  }
}
