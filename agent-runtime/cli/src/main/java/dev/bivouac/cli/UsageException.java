package dev.bivouac.cli;

/**
 * The user asked for something that cannot be done as it was said. Ends the program with code 2.
 */
final class UsageException extends RuntimeException {
  /**
   * Says what is wrong and what to write instead.
   *
   * @param message one or two lines for people
   */
  UsageException(String message) {
    super(message);
  }
}
