package dev.bivouac.cli;

import dev.bivouac.journal.Journal;
import dev.bivouac.journal.RunHead;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Removes runs. */
@Command(
    name = "rm",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Removes runs and their logs from the store, for good. Reports that were written stay.",
      "One that can still be resumed is kept, unless --force is said."
    },
    footer = {
      "",
      "Examples:",
      "  bivouac rm 7k2 news-2026-11-22",
      "  bivouac rm --keep 90d              all that are over and older than 90 days",
      "  bivouac rm --keep 90d --dry-run    which those are"
    })
final class RmCommand implements Callable<Integer> {
  private final Surroundings around;

  @Parameters(
      arity = "0..*",
      paramLabel = "RUN",
      description = "The beginning of an id, a key, or 'last'.")
  private List<String> runs = List.of();

  @Option(
      names = "--keep",
      paramLabel = "D",
      converter = LimitOptions.DurationConverter.class,
      description = "Remove all runs that are over, but those of this last time, such as 90d.")
  private @Nullable Duration keep;

  @Option(names = "--force", description = "Also runs that can still be resumed.")
  private boolean force;

  @Option(names = "--dry-run", description = "Only say which.")
  private boolean dryRun;

  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  RmCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    if (runs.isEmpty() == (keep == null)) {
      throw new UsageException(
          "Say either which runs to remove, or --keep and a time such as 90d.");
    }
    StorePlace place = store.place(around, Config.load(around));
    try (Journal journal = Wiring.open(place, around)) {
      List<RunHead> chosen = keep == null ? named(journal) : old(journal, keep);
      chosen.forEach(this::checkOver);
      for (RunHead run : chosen) {
        if (!dryRun) {
          journal.remove(journal.takeOver(run.id()));
          removeLog(place, run);
        }
        if (!output.quiet && !output.json) {
          around.print(line(run));
        }
      }
      if (output.json) {
        around.printJson(SummaryJson.of(chosen));
      }
      around.say(
          "%s%s."
              .formatted(dryRun ? "Would remove " : "Removed ", Shown.count(chosen.size(), "run")));
    }
    return ExitCode.COMPLETED;
  }

  private List<RunHead> named(Journal journal) {
    Map<String, RunHead> chosen = new LinkedHashMap<>();
    for (String name : runs) {
      RunHead run = RunFinder.find(journal, name);
      chosen.put(run.id().value(), run);
    }
    return List.copyOf(chosen.values());
  }

  private List<RunHead> old(Journal journal, Duration kept) {
    Instant since = around.clock().instant().minus(kept);
    return journal.list().stream()
        .filter(run -> force ? !run.atWork() : run.status().over())
        .filter(run -> run.position().updatedAt().isBefore(since))
        .toList();
  }

  /** Before anything is removed. */
  private void checkOver(RunHead run) {
    if (run.atWork()) {
      throw new UsageException(
          "Run %s is at work. End it first: bivouac cancel %s".formatted(run.id(), run.id()));
    }
    if (!run.status().over() && !force) {
      throw new UsageException(
          "Run %s is %s and can be resumed. To remove it all the same: bivouac rm --force %s"
              .formatted(run.id(), LsCommand.word(run), run.id()));
    }
  }

  private static String line(RunHead run) {
    return "%s  %s  %s  %s"
        .formatted(
            run.id(),
            LsCommand.word(run),
            run.stored().brief().workflow(),
            run.position().updatedAt());
  }

  private static void removeLog(StorePlace place, RunHead run) {
    try {
      Files.deleteIfExists(place.logs().path(run.id().value()));
    } catch (IOException e) {
      throw new RefusedException(
          "Run %s is removed, its log is not (%s).".formatted(run.id(), e.getMessage()));
    }
  }
}
