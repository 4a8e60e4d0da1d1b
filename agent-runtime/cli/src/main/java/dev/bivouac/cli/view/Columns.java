package dev.bivouac.cli.view;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jline.utils.WCWidth;

/**
 * Text measured as a terminal does, in columns. What terminals disagree about (joined emoji, flags,
 * skin tones, invisible characters, heaps of accents) is made simpler first: a line that is one
 * column wider than thought would break the picture.
 */
public final class Columns {
  private static final int ACCENTS = 2;
  private static final int REPLACEMENT = 0xfffd;
  private static final String CUT = "…";

  private Columns() {}

  /** How many columns a steady text takes. */
  public static int width(String steady) {
    return steady.codePoints().map(Columns::columns).sum();
  }

  /** How many columns a character takes; none if it controls something. */
  public static int width(int character) {
    return Math.max(0, columns(character));
  }

  /** Plain letters need no tables, which take a while to load. */
  private static int columns(int character) {
    return isPlain(character) ? 1 : WCWidth.wcwidth(character);
  }

  private static boolean isPlain(int character) {
    return character >= ' ' && character < 0x7f;
  }

  /** The text in characters whose width is beyond dispute; nothing in it can control a terminal. */
  public static String steady(String text) {
    var steady = new StringBuilder(text.length());
    int accents = ACCENTS;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      int shown = shown(c);
      if (shown < 0) {
        continue;
      }
      accents = columns(shown) == 0 ? accents + 1 : 0;
      if (accents <= ACCENTS) {
        steady.appendCodePoint(shown);
      }
    }
    return steady.toString();
  }

  /** What stands for a character; negative if nothing does. */
  private static int shown(int c) {
    if (isPlain(c)) {
      return c;
    }
    if (c >= 0x1f1e6 && c <= 0x1f1ff) {
      return 'A' + c - 0x1f1e6; // flags are pairs of letters
    }
    boolean selects = (c >= 0xfe00 && c <= 0xfe0f) || (c >= 0xe0100 && c <= 0xe01ef);
    boolean skinTone = c >= 0x1f3fb && c <= 0x1f3ff;
    if (selects || skinTone) {
      return -1;
    }
    return switch (Character.getType(c)) {
      case Character.FORMAT -> -1;
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          c == '\t' || c == '\n' || c == 0x2028 || c == 0x2029 ? ' ' : REPLACEMENT;
      case Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> REPLACEMENT;
      default -> WCWidth.wcwidth(c) < 0 ? REPLACEMENT : c;
    };
  }

  /** The beginning of a text that fits; three dots in one column if anything was left out. */
  public static String fit(String text, int columns) {
    // Four characters a column are more than a steady text keeps.
    String head = text.length() > 4 * columns + 4 ? text.substring(0, 4 * columns + 4) : text;
    String steady = steady(head);
    if (width(steady) <= columns && head.length() == text.length()) {
      return steady;
    }
    return columns < 1 ? "" : steady.substring(0, end(steady, 0, columns - 1)) + CUT;
  }

  /** The last rows of a text broken into rows; empty ones are left out. */
  public static List<String> lastRows(String text, int columns, int rows) {
    Deque<String> last = new ArrayDeque<>();
    for (String line : text.lines().toList()) {
      String rest = steady(line).strip();
      while (!rest.isEmpty()) {
        int end = breakAt(rest, columns);
        last.add(rest.substring(0, end).stripTrailing());
        rest = rest.substring(end).stripLeading();
        if (last.size() > rows) {
          last.remove();
        }
      }
    }
    return List.copyOf(last);
  }

  private static int breakAt(String steady, int columns) {
    int end = Math.max(end(steady, 0, columns), Character.charCount(steady.codePointAt(0)));
    if (end == steady.length() || steady.charAt(end) == ' ') {
      return end;
    }
    int space = steady.lastIndexOf(' ', end - 1);
    return space > 0 ? space : end;
  }

  /** The index behind the last character that fits. */
  private static int end(String steady, int from, int columns) {
    int i = from;
    int taken = 0;
    while (i < steady.length()) {
      int c = steady.codePointAt(i);
      taken += columns(c);
      if (taken > columns) {
        return i;
      }
      i += Character.charCount(c);
    }
    return i;
  }
}
