package dev.bivouac.tools.article;

import java.util.Optional;

/**
 * Makes text from the web safe to show and to store: no escape sequences for a terminal, no marks
 * that turn the reading direction round, nothing invisible that only a model would read.
 */
public final class SafeText {
  private SafeText() {}

  /**
   * Without control, direction-changing and invisible characters. Line breaks and tabs stay; half a
   * surrogate pair becomes U+FFFD.
   */
  public static String clean(String raw) {
    String text = raw.replace("\r\n", "\n");
    StringBuilder clean = null;
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      int replacement = replacement(point);
      if (replacement != point && clean == null) {
        clean = new StringBuilder(text.length()).append(text, 0, i);
      }
      if (clean != null && replacement >= 0) {
        clean.appendCodePoint(replacement);
      }
      i += Character.charCount(point);
    }
    return clean == null ? text : clean.toString();
  }

  /**
   * On one line: {@linkplain #clean clean}, every run of white space one blank, none at the ends.
   */
  public static String oneLine(String text) {
    String clean = clean(text);
    StringBuilder line = new StringBuilder(clean.length());
    boolean gap = false;
    for (int i = 0; i < clean.length(); i++) {
      char c = clean.charAt(i);
      if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
        gap = true;
      } else {
        if (gap && !line.isEmpty()) {
          line.append(' ');
        }
        gap = false;
        line.append(c);
      }
    }
    return line.toString();
  }

  /**
   * On {@linkplain #oneLine one line}, cut to a length.
   *
   * @param max the most characters, the ellipsis at a cut included
   */
  public static String oneLine(String text, int max) {
    String line = oneLine(text);
    return line.length() <= max
        ? line
        : line.substring(0, end(line, max - 1)).stripTrailing() + "…";
  }

  /** On {@linkplain #oneLine(String, int) one line}; empty if nothing is left. */
  static Optional<String> present(String text, int max) {
    return Optional.of(oneLine(text, max)).filter(line -> !line.isEmpty());
  }

  /** The place to cut at, at most {@code max}, that does not split a surrogate pair. */
  static int end(String text, int max) {
    if (max <= 0 || max >= text.length()) {
      return Math.clamp(max, 0, text.length());
    }
    return Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
  }

  /** The code point to put in its place, or -1 for none. */
  private static int replacement(int point) {
    return switch (point) {
      case '\n', '\t' -> point;
      case '\r', 0x85, 0x2028, 0x2029 -> '\n';
      case 0xAD, 0x200B, 0x2060, 0xFEFF -> -1;
      default -> {
        if (Character.isISOControl(point) || changesDirection(point) || invisible(point)) {
          yield -1;
        }
        yield point >= 0xD800 && point <= 0xDFFF ? 0xFFFD : point;
      }
    };
  }

  private static boolean changesDirection(int point) {
    return (point >= 0x202A && point <= 0x202E) || (point >= 0x2066 && point <= 0x2069);
  }

  private static boolean invisible(int point) {
    boolean tag = point >= 0xE0000 && point <= 0xE0FFF;
    boolean deprecated = point >= 0x206A && point <= 0x206F;
    boolean noncharacter = (point & 0xFFFE) == 0xFFFE || (point >= 0xFDD0 && point <= 0xFDEF);
    return tag || deprecated || noncharacter || (point >= 0xFFF9 && point <= 0xFFFB);
  }
}
