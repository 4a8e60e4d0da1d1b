package dev.bivouac.cli;

import dev.bivouac.journal.Journal;
import dev.bivouac.journal.RunHead;
import dev.bivouac.journal.RunState;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Ends a run for good. */
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Ends a run that no process holds, for good. Its journal stays.",
    footer = {"", "Example:", "  bivouac cancel 7k2"})
final class CancelCommand implements Callable<Integer> {
  private final Surroundings around;

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "The beginning of its id, its key, or 'last'.")
  private String run = "";

  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  CancelCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Config config = Config.load(around);
    Path folder = store.folder(around, config);
    RunHead head;
    try (Journal journal = Wiring.open(folder, around)) {
      head = RunFinder.find(journal, run);
    }
    if (head.status().over()) {
      around.say("Run %s is over already: %s.".formatted(head.id(), head.status().word()));
    }
    try (Journal journal = Wiring.open(folder, around)) {
      if (!head.status().over()) {
        Wiring.withoutModel(journal, around).cancel(head.id(), "Cancelled by its user.");
        around.say(
            "Run %s is cancelled. Its journal stays: `bivouac show %s`."
                .formatted(head.id(), head.id()));
      }
      if (output.json) {
        around.printJson(SummaryJson.of(head.id(), RunState.replay(journal.read(head.id()))));
      }
    }
    return ExitCode.COMPLETED;
  }
}
