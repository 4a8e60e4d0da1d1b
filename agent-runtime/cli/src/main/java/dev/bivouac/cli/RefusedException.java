package dev.bivouac.cli;

/**
 * Something outside the program is not as it must be, and nothing was started. Ends with code 1.
 */
final class RefusedException extends RuntimeException {
  /**
   * Says what is wrong and what to do.
   *
   * @param message one sentence for people
   */
  RefusedException(String message) {
    super(message);
  }
}
