package dev.bivouac.cli;

import dev.bivouac.cli.view.Columns;
import dev.bivouac.journal.RunHead;
import dev.bivouac.run.Usage;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Runs as a table that fits the terminal: what a run is about is cut last. */
final class RunTable {
  private static final List<String> TITLES =
      List.of("RUN", "STATUS", "WORKFLOW", "STEPS", "USD", "UPDATED", "ABOUT");
  private static final DateTimeFormatter TODAY = DateTimeFormatter.ofPattern("HH:mm");
  private static final DateTimeFormatter EARLIER = DateTimeFormatter.ofPattern("yyyy-MM-dd");

  private static final int WORKFLOW = 2;
  private static final int SHORTEST_WORKFLOW = 9;
  private static final Set<Integer> NUMBERS = Set.of(3, 4);
  private static final int ABOUT = 6;
  private static final int ABOUT_WISHED = 24;
  private static final int GAP = 2;
  private static final int LONGEST = 200;
  private static final int PIPED = 160;

  private final Surroundings around;
  private final int width;

  RunTable(Surroundings around) {
    this.around = around;
    this.width = Width.of(around, PIPED);
  }

  List<String> lines(List<RunHead> runs) {
    var rows = new ArrayList<List<String>>();
    rows.add(TITLES);
    runs.forEach(run -> rows.add(cells(run)));
    int[] widths = widths(rows);
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private List<String> cells(RunHead run) {
    return List.of(
        run.id().value(),
        LsCommand.word(run),
        SafeText.line(run.stored().brief().workflow(), LONGEST),
        Integer.toString(run.position().steps()),
        cost(run),
        time(run.position().updatedAt()),
        SafeText.line(about(run), LONGEST));
  }

  private static String cost(RunHead run) {
    return run.position().used().flatMap(Usage::cost).map(Shown::usd).orElse("-");
  }

  private String time(Instant at) {
    var zone = around.clock().getZone();
    LocalDate day = at.atZone(zone).toLocalDate();
    boolean today = day.equals(LocalDate.ofInstant(around.clock().instant(), zone));
    return (today ? TODAY : EARLIER).format(at.atZone(zone));
  }

  private static String about(RunHead run) {
    String said =
        run.stored().brief().parameters().entrySet().stream()
            .filter(entry -> entry.getKey().equals("topic") || entry.getKey().equals("goal"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("");
    return run.key().map(key -> "[" + key + "] ").orElse("") + said;
  }

  private int[] widths(List<List<String>> rows) {
    int[] widths = new int[TITLES.size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], Columns.width(Columns.steady(row.get(i))));
      }
    }
    int before = 0;
    for (int i = 0; i < ABOUT; i++) {
      before += widths[i] + GAP;
    }
    int wished = Math.min(ABOUT_WISHED, widths[ABOUT]);
    int missing = Math.max(0, wished - (width - before));
    int shorter = Math.min(missing, Math.max(0, widths[WORKFLOW] - SHORTEST_WORKFLOW));
    widths[WORKFLOW] -= shorter;
    widths[ABOUT] = Math.max(TITLES.get(ABOUT).length(), width - before + shorter);
    return widths;
  }

  private static String line(List<String> row, int[] widths) {
    var line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String cell = Columns.fit(row.get(i), widths[i]);
      String space = " ".repeat(widths[i] - Columns.width(cell));
      line.append(NUMBERS.contains(i) ? space + cell : cell + (i == ABOUT ? "" : space));
      line.append(i == ABOUT ? "" : " ".repeat(GAP));
    }
    return line.toString().stripTrailing();
  }
}
