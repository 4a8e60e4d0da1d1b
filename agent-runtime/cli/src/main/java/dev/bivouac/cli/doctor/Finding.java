package dev.bivouac.cli.doctor;

import java.util.Optional;

/**
 * One thing that was looked at.
 *
 * @param level how it is
 * @param about one word for what was looked at
 * @param text what was found
 * @param remedy what to do about it
 */
public record Finding(Level level, String about, String text, Optional<String> remedy) {
  /** How a thing is. */
  public enum Level {
    OK,
    /** It works, but not as one would wish, or nobody can tell. */
    WARN,
    /** A run would not work. */
    FAIL
  }

  /** All is well. */
  public static Finding ok(String about, String text) {
    return new Finding(Level.OK, about, text, Optional.empty());
  }

  /** It works, but. */
  public static Finding warn(String about, String text, String remedy) {
    return new Finding(
        Level.WARN, about, text, Optional.of(remedy).filter(said -> !said.isEmpty()));
  }

  /** It does not work. */
  public static Finding fail(String about, String text, String remedy) {
    return new Finding(
        Level.FAIL, about, text, Optional.of(remedy).filter(said -> !said.isEmpty()));
  }
}
