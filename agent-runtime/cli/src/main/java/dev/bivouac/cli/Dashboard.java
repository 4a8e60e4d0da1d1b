package dev.bivouac.cli;

import dev.bivouac.cli.Moment.Asking;
import dev.bivouac.cli.Moment.Running;
import dev.bivouac.cli.Moment.Waiting;
import dev.bivouac.cli.view.Columns;
import dev.bivouac.cli.view.Line;
import dev.bivouac.cli.view.Line.Tone;
import dev.bivouac.cli.view.ScreenSize;
import dev.bivouac.planner.ToolPatience;
import dev.bivouac.run.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The lines below what is done: what is going on. A pure function of moment, size and time. */
final class Dashboard {
  private static final int STREAM_ROWS = 6;
  private static final int CALL_ROWS = 8;
  private static final int WIDEST_TEXT = 120;

  private Dashboard() {}

  /** As many lines as fit with one row to spare; none while nothing is known. */
  static List<Line> lines(Moment moment, ScreenSize size, Instant now) {
    if (moment.run().isEmpty()) {
      return List.of();
    }
    var lines = new ArrayList<Line>();
    int room = Math.max(0, size.rows() - 2);
    List<Line> below = below(moment, now);
    int streamed = Math.min(STREAM_ROWS, Math.max(room - below.size(), 0));
    if (streamed > 0) {
      moment.asking().ifPresent(asking -> lines.addAll(stream(asking, size, streamed, now)));
    }
    lines.addAll(below.subList(Math.max(0, below.size() - room), below.size()));
    lines.add(Line.cut(Tone.STRONG, status(moment, now)));
    return lines;
  }

  private static List<Line> stream(Asking asking, ScreenSize size, int rows, Instant now) {
    int columns = Math.max(1, Math.min(WIDEST_TEXT, size.columns() - 3));
    boolean answers = !asking.text().isBlank();
    String shown = SafeText.lines(answers ? asking.text() : asking.reasoning());
    Tone tone = answers ? Tone.PLAIN : Tone.DIM;
    List<String> last = Columns.lastRows(shown, columns, rows);
    if (last.isEmpty()) {
      return List.of(Line.cut(Tone.DIM, "  waiting for the model, " + time(asking.since(), now)));
    }
    return last.stream().map(row -> Line.cut(tone, "  " + row)).toList();
  }

  private static List<Line> below(Moment moment, Instant now) {
    var lines = new ArrayList<Line>();
    List<Running> calls = moment.calls();
    calls.stream()
        .limit(calls.size() <= CALL_ROWS ? CALL_ROWS : CALL_ROWS - 1)
        .forEach(call -> lines.add(Line.cut(Tone.PLAIN, running(call, now))));
    if (calls.size() > CALL_ROWS) {
      lines.add(
          Line.cut(Tone.PLAIN, "  and %d more calls".formatted(calls.size() - CALL_ROWS + 1)));
    }
    moment.waiting().ifPresent(waiting -> lines.add(Line.cut(Tone.WARNING, wait(waiting, now))));
    moment.stopAskedAt().ifPresent(at -> lines.add(Line.cut(Tone.WARNING, stop(moment, at, now))));
    return lines;
  }

  private static String running(Running call, Instant now) {
    return "  %s  %s  %s %s"
        .formatted(
            call.key(),
            time(call.since(), now),
            SafeText.line(call.name(), ProgressLines.ARGUMENTS),
            SafeText.line(Shown.arguments(call.arguments()), 2 * ProgressLines.ARGUMENTS));
  }

  private static String wait(Waiting waiting, Instant now) {
    return "  goes on in %s: %s"
        .formatted(
            time(now, waiting.until()), SafeText.line(waiting.reason(), ProgressLines.MESSAGE));
  }

  private static String stop(Moment moment, Instant at, Instant now) {
    return moment.calls().isEmpty()
        ? "  stopping"
        : "  stopping; %s left for %s"
            .formatted(
                time(now, at.plus(ToolPatience.DEFAULT.grace())),
                moment.calls().size() == 1
                    ? "1 call"
                    : "%d calls".formatted(moment.calls().size()));
  }

  private static String status(Moment moment, Instant now) {
    Usage usage = moment.count().usage();
    var parts = new ArrayList<String>();
    parts.add("step %d of %d".formatted(moment.count().step(), moment.count().limit()));
    parts.add(String.format(Locale.ROOT, "%,d in%s", usage.input(), cached(usage)));
    parts.add(String.format(Locale.ROOT, "%,d out", usage.output()));
    usage.cost().ifPresent(cost -> parts.add(Shown.cost(cost)));
    parts.add(time(moment.count().since(), now));
    return String.join(" · ", parts);
  }

  private static String cached(Usage usage) {
    return usage.cached() == 0
        ? ""
        : " (%d%% cached)".formatted(100 * usage.cached() / Math.max(1, usage.input()));
  }

  /** From one moment to the other, in whole seconds. */
  static String time(Instant from, Instant to) {
    long seconds = Math.max(0, Duration.between(from, to).toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    return seconds < 3600
        ? "%dm %02ds".formatted(seconds / 60, seconds % 60)
        : "%dh %02dm".formatted(seconds / 3600, seconds / 60 % 60);
  }
}
