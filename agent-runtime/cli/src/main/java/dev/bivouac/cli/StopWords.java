package dev.bivouac.cli;

import dev.bivouac.cli.Moment.Running;
import dev.bivouac.planner.ToolPatience;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is said when somebody asks a run to stop. */
final class StopWords {
  private static final int NAMES = 200;

  private StopWords() {}

  /** At the first signal: what happens to what is going on. */
  static String first(Moment moment, int signal) {
    String again = signal == ExitCode.SIGINT ? " Ctrl-C again stops at once." : "";
    return "Stopping: " + what(moment) + again;
  }

  /** At the second: how to go on. Empty if there is no run yet. */
  static String last(Moment moment) {
    return moment
        .run()
        .map(run -> "Stopped at once. Go on with: bivouac resume " + run)
        .orElse("Stopped at once.");
  }

  private static String what(Moment moment) {
    if (!moment.calls().isEmpty()) {
      int calls = moment.calls().size();
      String names =
          moment.calls().stream().map(Running::name).distinct().collect(Collectors.joining(", "));
      return "%s up to %d s (%s)."
          .formatted(
              calls == 1 ? "1 tool call gets" : "%d tool calls get".formatted(calls),
              ToolPatience.DEFAULT.grace().toSeconds(),
              SafeText.line(names, NAMES));
    }
    if (moment.asking().isPresent()) {
      return String.format(
          Locale.ROOT,
          "the model's answer is dropped (%,d characters so far).",
          moment.asking().get().characters());
    }
    return moment.waiting().isPresent()
        ? "the next attempt is not made."
        : "what is being written down is finished first.";
  }
}
