package dev.bivouac.kimi;

import dev.bivouac.run.Text;

/** Makes text of others fit for a message: one line, no control characters, not too long. */
final class Texts {
  private static final String CUT = "...";

  private Texts() {}

  static String shorten(String text, int max) {
    String line = text.replaceAll("[\\p{Cntrl}\\p{Cf}\\s]+", " ").strip();
    return line.length() <= max ? line : Text.head(line, max - CUT.length()) + CUT;
  }
}
