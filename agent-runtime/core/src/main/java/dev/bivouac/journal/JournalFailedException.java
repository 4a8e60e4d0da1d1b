package dev.bivouac.journal;

/** The store cannot be read or written. */
public final class JournalFailedException extends RuntimeException {
  /**
   * The sentence names the store, what is wrong with it and what to do.
   *
   * @param message for people
   */
  public JournalFailedException(String message) {
    super(message);
  }

  public JournalFailedException(String message, Throwable cause) {
    super(message, cause);
  }
}
