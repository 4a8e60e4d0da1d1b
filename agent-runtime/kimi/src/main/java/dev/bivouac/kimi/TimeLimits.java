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
  TimeLimits {
    requirePositive("connectTimeout", connect);
    requirePositive("idleTimeout", idle);
    requirePositive("totalTimeout", total);
  }

  private static void requirePositive(String name, Duration limit) {
    if (!limit.isPositive()) {
      throw new IllegalArgumentException(name + " must be positive, was " + limit);
    }
  }
}
