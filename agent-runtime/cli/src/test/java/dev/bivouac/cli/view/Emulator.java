package dev.bivouac.cli.view;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jline.terminal.Size;
import org.jline.utils.ScreenTerminal;

/** A terminal in memory: what a person would see of what was sent. */
public final class Emulator {
  private static final Pattern OWN_SEQUENCES =
      Pattern.compile(
          "\\x1b\\[\\?2026[hl]|\\x1b\\[[0-9]*A|\\x1b\\[[KJ]|\\x1b\\[[0-9;]*m|\\r\\n|\\r");

  private final ScreenTerminal screen;

  public Emulator(int columns, int rows) {
    screen = new ScreenTerminal(columns, rows);
  }

  public void write(String sent) {
    screen.write(sent);
  }

  /** Changes the size as xterm does: what does not fit is cut off. */
  public void resize(int columns, int rows) {
    screen.setSize(Size.of(columns, rows));
  }

  public int columns() {
    return screen.getColumns();
  }

  /** Every row from the first that scrolled away to the last that is not empty. */
  public List<String> rows() {
    var rows = new ArrayList<String>();
    for (long[] row : screen.getHistory()) {
      rows.add(text(row, 0, row.length));
    }
    int columns = screen.getColumns();
    var cells = new long[columns * screen.getRows()];
    screen.dump(cells, new int[2]);
    for (int from = 0; from < cells.length; from += columns) {
      rows.add(text(cells, from, columns));
    }
    while (!rows.isEmpty() && rows.getLast().isEmpty()) {
      rows.removeLast();
    }
    return rows;
  }

  private static String text(long[] cells, int from, int columns) {
    var text = new StringBuilder();
    for (int i = from; i < from + columns; i++) {
      int c = ScreenTerminal.cellCodePoint(cells[i]);
      if (c > 0) {
        text.appendCodePoint(c);
      }
    }
    return text.toString().stripTrailing();
  }

  /** What is left of a frame without the few sequences that the view itself makes. */
  public static String withoutOwnSequences(String sent) {
    return OWN_SEQUENCES.matcher(sent).replaceAll("");
  }

  /** True if a character could control a terminal or turn or hide text. */
  public static boolean isHarmful(int c) {
    int type = Character.getType(c);
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
