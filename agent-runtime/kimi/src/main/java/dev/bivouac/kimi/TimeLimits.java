package dev.bivouac.kimi;

import java.time.Duration;

/**
 * How long a call may take.
 *
 * @param connect to make a connection
 * @param idle between two bytes of the answer, and until the first
 * @param total from the request to the last byte
 */
record TimeLimits(Duration connect, Duration idle, Duration total) {
  private static final int IDLE_TIMES_WITHOUT_PROGRESS = 4;

  TimeLimits {
    requirePositive("connectTimeout", connect);
    requirePositive("idleTimeout", idle);
    requirePositive("totalTimeout", total);
  }

  /** Between two parts of the answer, whatever signs of life come meanwhile. */
  Duration progress() {
    return idle.multipliedBy(IDLE_TIMES_WITHOUT_PROGRESS);
  }

  private static void requirePositive(String name, Duration limit) {
    if (!limit.isPositive()) {
      throw new IllegalArgumentException(name + " must be positive, was " + limit);
    }
  }
}
