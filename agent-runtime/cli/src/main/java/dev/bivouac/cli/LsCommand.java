package dev.bivouac.cli;

import dev.bivouac.journal.Journal;
import dev.bivouac.journal.RunHead;
import dev.bivouac.run.RunStatus;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
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
    footer = {"", "Examples:", "  bivouac ls", "  bivouac ls --status paused --json"})
final class LsCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");
  private static final String ROW = "%-12s  %-11s  %-18s  %5s  %-16s  %s";

  private final Surroundings around;

  @Option(
      names = "--status",
      paramLabel = "S",
      description = "Only these: ${COMPLETION-CANDIDATES}.")
  private @Nullable RunStatus status;

  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  LsCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Config config = Config.load(around);
    List<RunHead> runs;
    try (Journal journal = Wiring.open(store.folder(around, config), around)) {
      runs =
          journal.list().stream().filter(run -> status == null || run.status() == status).toList();
    }
    if (output.json) {
      around.printJson(SummaryJson.of(runs));
      return ExitCode.COMPLETED;
    }
    if (runs.isEmpty()) {
      around.say("No runs yet. `bivouac run daily-news-report --offline` makes one.");
      return ExitCode.COMPLETED;
    }
    around.print(ROW.formatted("RUN", "STATUS", "WORKFLOW", "STEPS", "UPDATED", "ABOUT").strip());
    runs.forEach(run -> around.print(row(run)));
    return ExitCode.COMPLETED;
  }

  private String row(RunHead run) {
    Instant updated = run.position().updatedAt();
    return ROW.formatted(
            run.id(),
            word(run),
            SafeText.line(run.spec().workflow(), 18),
            run.position().steps(),
            TIME.format(updated.atZone(around.clock().getZone())),
            SafeText.line(about(run), 60))
        .stripTrailing();
  }

  /** A run that is not over and that nobody holds was interrupted. */
  static String word(RunHead run) {
    return run.status() == RunStatus.RUNNING && run.holder().isEmpty()
        ? "interrupted"
        : run.status().word();
  }

  private static String about(RunHead run) {
    String said =
        run.spec().parameters().entrySet().stream()
            .filter(entry -> entry.getKey().equals("topic") || entry.getKey().equals("goal"))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse("");
    return run.key().map(key -> "[" + key + "] ").orElse("") + said;
  }
}
