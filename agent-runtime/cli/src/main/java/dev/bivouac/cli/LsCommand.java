package dev.bivouac.cli;

import dev.bivouac.journal.Journal;
import dev.bivouac.journal.RunHead;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists runs. */
@Command(
    name = "ls",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lists runs, the newest first.",
    footer = {
      "",
      "Examples:",
      "  bivouac ls",
      "  bivouac ls --status interrupted",
      "  bivouac ls --limit 1000",
      "  bivouac ls --status paused --json"
    })
final class LsCommand implements Callable<Integer> {
  private static final int SHOWN = 50;

  private final Surroundings around;

  /** What can be asked for: a run at work is not an interrupted one. */
  enum Wanted {
    RUNNING,
    INTERRUPTED,
    PAUSED,
    COMPLETED,
    FAILED,
    CANCELLED;

    boolean fits(RunHead run) {
      return word(run).equals(name().toLowerCase(Locale.ROOT));
    }
  }

  @Option(
      names = "--status",
      paramLabel = "S",
      description = "Only these: running, interrupted, paused, completed, failed or cancelled.")
  private @Nullable Wanted status;

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "So many at most, the newest. Default: 50, with --json all.")
  private @Nullable Integer limit;

  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  LsCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    if (limit != null && limit < 1) {
      throw new UsageException("--limit must be at least 1, was %d.".formatted(limit));
    }
    Config config = Config.load(around);
    int most = limit == null ? output.json ? Integer.MAX_VALUE : SHOWN : limit;
    // One more than is shown tells whether there are more; what a status fits is seen only in Java.
    int asked = status == null && most < Integer.MAX_VALUE ? most + 1 : Integer.MAX_VALUE;
    List<RunHead> runs;
    try (Journal journal = Wiring.open(store.place(around, config), around)) {
      runs = journal.list(asked);
    }
    List<RunHead> wanted = runs.stream().filter(run -> status == null || status.fits(run)).toList();
    List<RunHead> shown = wanted.stream().limit(most).toList();
    if (output.json) {
      around.printJson(SummaryJson.of(shown));
    } else if (shown.isEmpty()) {
      around.say(nothing(runs.size()));
    } else {
      new RunTable(around).lines(shown).forEach(around::print);
      if (shown.size() < wanted.size()) {
        around.say(more(shown.size()));
      }
    }
    return ExitCode.COMPLETED;
  }

  private String more(int shown) {
    String filter = status == null ? "" : " --status " + status.name().toLowerCase(Locale.ROOT);
    // Not by a format: its tables of digits would take a tenth of this command's time.
    return "The newest "
        + shown
        + "; `bivouac ls"
        + filter
        + " --limit "
        + 10 * shown
        + "` shows more.";
  }

  private String nothing(int runs) {
    return runs == 0
        ? "No runs yet. `bivouac run daily-news-report --offline` makes one."
        : "None of the %d runs here is %s."
            .formatted(runs, String.valueOf(status).toLowerCase(Locale.ROOT));
  }

  /** A run that is not over and that nobody drives was interrupted. */
  static String word(RunHead run) {
    return run.interrupted() ? "interrupted" : run.status().word();
  }
}
