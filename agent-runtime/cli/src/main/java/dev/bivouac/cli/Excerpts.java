package dev.bivouac.cli;

import dev.bivouac.run.Text;
import java.util.Locale;

/** Cuts long texts, so that a page of a long run can still be opened. */
final class Excerpts {
  private static final int EACH = 20_000;
  private static final long ALL = 40_000_000;
  private static final int AT_LEAST = 500;

  private final boolean whole;
  private long left = ALL;

  /**
   * Begins with nothing cut yet.
   *
   * @param whole true to cut nothing
   */
  Excerpts(boolean whole) {
    this.whole = whole;
  }

  /** As much of a text as there is room for, with a note if it was cut. */
  String of(String text) {
    int room = (int) Math.max(AT_LEAST, Math.min(EACH, left));
    if (whole || text.length() <= room) {
      left -= text.length();
      return text;
    }
    left -= room;
    return Text.head(text, room)
        + String.format(
            Locale.ROOT,
            "%n[Cut here: the text has %,d characters. --full writes all of it.]",
            text.length());
  }
}
