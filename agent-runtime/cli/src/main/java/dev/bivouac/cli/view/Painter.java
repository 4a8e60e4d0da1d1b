package dev.bivouac.cli.view;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedCharSequence.ForceMode;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/**
 * What must be sent to a terminal so that finished lines stand above and the region below them.
 *
 * <p>The region is written anew each time, over itself: whatever else wrote there, such as the echo
 * of a key, is gone with the next frame. Between frames the cursor stands at the end of the last
 * line, visible and without attributes, so that a program that is killed leaves a sane terminal.
 */
final class Painter {
  /** Terminals that know these two show a frame only when it is whole; others ignore them. */
  private static final String BEGIN = "\033[?2026h";

  private static final String END = "\033[?2026l";
  private static final String CLEAR_LINE = "\033[K";
  private static final String CLEAR_BELOW = "\033[J";
  private static final String NEXT = "\r\n";
  private static final int COLOURS = 8;

  private final boolean coloured;
  private final boolean reflows;
  private List<Integer> drawn = List.of();
  private int columns = ScreenSize.USUAL.columns();

  /**
   * Nothing is drawn yet.
   *
   * @param reflows true if the terminal breaks old lines anew when it is resized
   */
  Painter(boolean coloured, boolean reflows) {
    this.coloured = coloured;
    this.reflows = reflows;
  }

  /** Empty if there is nothing to change. */
  String frame(List<Line> above, List<Line> region, ScreenSize size) {
    if (above.isEmpty() && region.isEmpty() && drawn.isEmpty()) {
      return "";
    }
    var sent = new StringBuilder(BEGIN).append('\r');
    int up = rowsAbove(size.columns());
    if (up > 0) {
      sent.append("\033[").append(up).append('A');
    }
    if (size.columns() != columns) {
      sent.append(CLEAR_BELOW);
    }
    for (Line line : above) {
      String text =
          line.whole() ? Columns.steady(line.text()) : Columns.fit(line.text(), size.columns() - 1);
      sent.append(styled(line.tone(), text)).append(CLEAR_LINE).append(NEXT);
    }
    var widths = new ArrayList<Integer>();
    for (Line line : region) {
      String text = Columns.fit(line.text(), size.columns() - 1);
      sent.append(widths.isEmpty() ? "" : NEXT);
      sent.append(styled(line.tone(), text)).append(CLEAR_LINE);
      widths.add(Columns.width(text));
    }
    drawn = List.copyOf(widths);
    columns = size.columns();
    return sent.append(CLEAR_BELOW).append(END).toString();
  }

  /** What stands on the screen is not ours any more: the next frame begins where the cursor is. */
  void forget() {
    drawn = List.of();
  }

  private int rowsAbove(int now) {
    if (!reflows || now >= columns) {
      return Math.max(0, drawn.size() - 1);
    }
    int rows = drawn.stream().mapToInt(width -> Math.max(1, (width + now - 1) / now)).sum();
    return Math.max(0, rows - 1);
  }

  private String styled(Line.Tone tone, String text) {
    if (!coloured || text.isEmpty()) {
      return text;
    }
    AttributedStyle plain = AttributedStyle.DEFAULT;
    return switch (tone) {
      case PLAIN -> text;
      case DIM -> ansi(text, plain.faint());
      case STRONG -> ansi(text, plain.bold());
      case WARNING -> ansi(text, plain.foreground(AttributedStyle.YELLOW));
      case BAD -> ansi(text, plain.foreground(AttributedStyle.RED));
    };
  }

  private static String ansi(String text, AttributedStyle style) {
    return new AttributedString(text, style).toAnsi(COLOURS, ForceMode.None);
  }
}
