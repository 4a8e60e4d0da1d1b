package dev.bivouac.cli.view;

/**
 * One line for people.
 *
 * @param tone how it is meant
 * @param text without line breaks
 * @param whole true if it goes on in the next row where it is too long; false if it is cut there
 */
public record Line(Tone tone, String text, boolean whole) {
  /** How a line is meant; a terminal with colours shows it. */
  public enum Tone {
    /** As it is. */
    PLAIN,
    /** In the background. */
    DIM,
    /** What people wait for. */
    STRONG,
    /** Not as it should be, but the run goes on. */
    WARNING,
    /** A failure. */
    BAD
  }

  /** A line that is shown to its end, on several rows if need be. */
  public static Line whole(Tone tone, String text) {
    return new Line(tone, text, true);
  }

  /** A line of one row. */
  public static Line cut(Tone tone, String text) {
    return new Line(tone, text, false);
  }
}
