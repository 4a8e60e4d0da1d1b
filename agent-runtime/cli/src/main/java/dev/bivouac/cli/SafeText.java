package dev.bivouac.cli;

/**
 * Text from pages, tools and models as it may stand in a terminal: escape sequences and the like
 * are shown, not obeyed.
 */
final class SafeText {
  private SafeText() {}

  /** Several lines: line breaks and tabs stay. */
  static String lines(String text) {
    return safe(text, true);
  }

  /** One line: line breaks become spaces, and the text is cut where it is too long. */
  static String line(String text, int max) {
    return dev.bivouac.run.Text.cut(safe(text.replaceAll("\\s+", " ").strip(), false), max);
  }

  /** A JSON document in which no character can control a terminal; it means the same. */
  static String json(String document) {
    var safe = new StringBuilder(document.length());
    for (int i = 0; i < document.length(); i++) {
      char c = document.charAt(i);
      if (isControl(c) && c != '\n') {
        safe.append("\\u%04x".formatted((int) c));
      } else {
        safe.append(c);
      }
    }
    return safe.toString();
  }

  private static String safe(String text, boolean keepBreaks) {
    String broken = keepBreaks ? text.replace("\r\n", "\n") : text;
    var safe = new StringBuilder(broken.length());
    for (int i = 0; i < broken.length(); i++) {
      char c = broken.charAt(i);
      if (!isControl(c) || (keepBreaks && (c == '\n' || c == '\t'))) {
        safe.append(c);
      } else if (c < 0x20) {
        safe.append((char) (0x2400 + c)); // Unicode has a picture for each of these
      } else {
        safe.append("<U+%04X>".formatted((int) c));
      }
    }
    return safe.toString();
  }

  private static boolean isControl(char c) {
    boolean c0orC1 = c < 0x20 || (c >= 0x7f && c <= 0x9f);
    boolean turnsText =
        (c >= 0x202a && c <= 0x202e)
            || (c >= 0x2066 && c <= 0x2069)
            || c == 0x200e
            || c == 0x200f
            || c == 0x061c;
    return c0orC1 || turnsText || c == 0x2028 || c == 0x2029 || c == 0xfeff;
  }
}
