package dev.bivouac.kimi;

import dev.bivouac.run.Text;

/** Work with texts of others. */
final class Texts {
  private static final String CUT = "...";

  private Texts() {}

  /** Makes it fit for a message: one line, no control characters, not too long. */
  static String shorten(String text, int max) {
    String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    return line.length() <= max ? line : Text.head(line, max - CUT.length()) + CUT;
  }

  /** How much of the end of the text is the beginning of the token, but not all of it. */
  static int beginningOf(String token, String text) {
    int length = Math.min(text.length(), token.length() - 1);
    while (!token.startsWith(text.substring(text.length() - length))) {
      length--;
    }
    return length;
  }
}
