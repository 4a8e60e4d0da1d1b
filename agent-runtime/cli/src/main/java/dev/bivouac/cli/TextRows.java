package dev.bivouac.cli;

import dev.bivouac.cli.view.Columns;
import java.util.ArrayList;
import java.util.List;

/**
 * Text measured in the columns of a terminal: an ideograph or an emoji takes two, a mark that
 * stands on another character takes none. Nothing is ever cut in half.
 */
final class TextRows {
  private static final int NARROWEST = 20;
  private static final String DOTS = "...";

  private TextRows() {}

  /** How many columns a line takes. */
  static int of(String line) {
    return line.codePoints().map(Columns::width).sum();
  }

  /** The beginning of a line, with three dots if anything was left out. */
  static String cut(String line, int columns) {
    int fits = end(line, 0, columns);
    return fits == line.length()
        ? line
        : line.substring(0, end(line, 0, Math.max(1, columns - DOTS.length()))) + DOTS;
  }

  /** The lines of a text, none of them wider than this; words that are wider are broken. */
  static List<String> wrap(String text, int columns) {
    var lines = new ArrayList<String>();
    text.replace("\t", "    ").lines().forEach(line -> wrapLine(line, columns, lines));
    return lines;
  }

  /**
   * The same, with something before the first line and its width in spaces before the others.
   *
   * @param lead such as the cells of a table that come before its last one
   */
  static List<String> hang(String lead, String text, int columns) {
    int room = Math.max(NARROWEST, columns - of(lead));
    var lines = new ArrayList<String>();
    for (String line : wrap(text, room)) {
      lines.add((lines.isEmpty() ? lead : " ".repeat(of(lead))) + line);
    }
    return lines;
  }

  private static void wrapLine(String line, int columns, List<String> lines) {
    int from = 0;
    int to = end(line, from, columns);
    while (to < line.length()) {
      int space = line.charAt(to) == ' ' ? to : line.lastIndexOf(' ', to - 1);
      boolean betweenWords = space > from && !line.substring(from, space).isBlank();
      lines.add(line.substring(from, betweenWords ? space : to).stripTrailing());
      from = betweenWords ? space + 1 : to;
      to = end(line, from, columns);
    }
    lines.add(line.substring(from).stripTrailing());
  }

  /** Where the characters end that fit; at least one does. */
  private static int end(String line, int from, int columns) {
    int at = from;
    int width = 0;
    while (at < line.length()) {
      int character = line.codePointAt(at);
      width += Columns.width(character);
      if (width > columns && at > from) {
        return at;
      }
      at += Character.charCount(character);
    }
    return at;
  }
}
