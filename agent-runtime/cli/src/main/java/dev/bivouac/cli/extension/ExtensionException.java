package dev.bivouac.cli.extension;

/** A jar or folder with tools or workflows of the user's own cannot be used as it is. */
public final class ExtensionException extends RuntimeException {
  /**
   * Says what is wrong with which path, and what to do.
   *
   * @param message one or two lines for people
   */
  ExtensionException(String message) {
    super(message);
  }

  /**
   * The same with what was thrown, for those who debug.
   *
   * @param message one or two lines for people
   */
  ExtensionException(String message, Throwable cause) {
    super(message, cause);
  }
}
