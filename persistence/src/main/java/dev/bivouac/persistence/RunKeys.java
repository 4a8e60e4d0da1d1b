package dev.bivouac.persistence;

import java.util.Optional;

/** What a run's key may be. */
final class RunKeys {
  private static final int LONGEST = 500;

  private RunKeys() {}

  /**
   * Refuses a key that is too long.
   *
   * @throws IllegalArgumentException if it is
   */
  static void check(Optional<String> key) {
    if (key.isPresent() && key.get().length() > LONGEST) {
      throw new IllegalArgumentException(
          "run key must have at most %d characters, had %d".formatted(LONGEST, key.get().length()));
    }
  }
}
