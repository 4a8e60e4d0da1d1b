import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes an SVG of what stands in a tmux window, for the README:
 *
 * <pre>
 * tmux new-session -d -s picture -x 100 -y 24     and in it: ./bivouac run daily-news-report ...
 * tmux capture-pane -e -p -t picture | java docs/measure/TerminalPicture.java > docs/live-view.svg
 * </pre>
 *
 * Dim, bold, red and yellow are kept, which is all that the live view uses. A slow model to look at is
 * {@code SlowHost} among the tests of agent-runtime/cli.
 */
final class TerminalPicture {
  private static final double COLUMN = 8.4;
  private static final int ROW = 19;
  private static final int MARGIN = 14;
  private static final int LEAST_COLUMNS = 60;
  private static final Pattern ATTRIBUTES = Pattern.compile("\033\\[([0-9;]*)m");

  private static String fill = "#d8dee9";
  private static boolean dim;
  private static boolean bold;

  public static void main(String[] arguments) throws java.io.IOException {
    String captured = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
    List<String> rows = new ArrayList<>(captured.lines().toList());
    while (!rows.isEmpty() && plain(rows.getLast()).isBlank()) {
      rows.removeLast();
    }
    int columns = rows.stream().mapToInt(row -> plain(row).length()).max().orElse(0);
    double width = 2 * MARGIN + COLUMN * Math.max(LEAST_COLUMNS, columns);
    int height = 2 * MARGIN + ROW * rows.size();
    var svg = new StringBuilder();
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %d\" role=\"img\" aria-label=\"%s\">%n"
            .formatted(width, height, "A run as it happens, in a terminal"));
    svg.append("<rect width=\"100%\" height=\"100%\" rx=\"8\" fill=\"#1f2430\"/>\n");
    svg.append("<g font-family=\"DejaVu Sans Mono, Menlo, Consolas, monospace\" font-size=\"14\">\n");
    for (int i = 0; i < rows.size(); i++) {
      row(svg, rows.get(i), MARGIN + ROW * i + 14);
    }
    System.out.print(svg.append("</g>\n</svg>\n"));
  }

  private static void row(StringBuilder svg, String row, int y) {
    Matcher change = ATTRIBUTES.matcher(row);
    int from = 0;
    int column = 0;
    while (change.find()) {
      column = text(svg, row.substring(from, change.start()), column, y);
      from = change.end();
      for (String code : change.group(1).split(";")) {
        take(code);
      }
    }
    text(svg, row.substring(from), column, y);
  }

  private static void take(String code) {
    switch (code) {
      case "", "0" -> {
        fill = "#d8dee9";
        dim = false;
        bold = false;
      }
      case "1" -> bold = true;
      case "2" -> dim = true;
      case "31" -> fill = "#f07178";
      case "33" -> fill = "#ffcc66";
      case "39" -> fill = "#d8dee9";
      default -> {}
    }
  }

  /** Each run of one style is stretched to its columns, whatever the font. */
  private static int text(StringBuilder svg, String text, int column, int y) {
    if (!text.isBlank()) {
      svg.append(
          "<text x=\"%.1f\" y=\"%d\" textLength=\"%.1f\" xml:space=\"preserve\" fill=\"%s\"%s%s>%s</text>%n"
              .formatted(
                  MARGIN + COLUMN * column,
                  y,
                  COLUMN * text.length(),
                  fill,
                  dim ? " opacity=\"0.6\"" : "",
                  bold ? " font-weight=\"bold\"" : "",
                  escaped(text)));
    }
    return column + text.length();
  }

  private static String plain(String row) {
    return ATTRIBUTES.matcher(row).replaceAll("");
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replaceAll("[\\x00-\\x1f\\x7f-\\x9f]", "?");
  }
}
