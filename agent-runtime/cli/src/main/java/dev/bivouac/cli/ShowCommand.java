package dev.bivouac.cli;

import dev.bivouac.journal.Journal;
import dev.bivouac.journal.RunHead;
import dev.bivouac.journal.RunState;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tells what happened in a run. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Tells what happened in a run: goal, steps, calls, cost, where it stands.",
    footer = {"", "Examples:", "  bivouac show last", "  bivouac show 7k2 --step 3 --reasoning"})
final class ShowCommand implements Callable<Integer> {
  private final Surroundings around;

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "The beginning of its id, its key, or 'last'.")
  private String run = "";

  @Option(names = "--step", paramLabel = "N", description = "This step alone, in full.")
  private @Nullable Integer step;

  @Option(names = "--reasoning", description = "With what the model thought.")
  private boolean reasoning;

  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  ShowCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Config config = Config.load(around);
    try (Journal journal = Wiring.open(store.folder(around, config), around)) {
      RunHead head = RunFinder.find(journal, run);
      RunState state = RunState.replay(journal.read(head.id()));
      if (output.json) {
        around.printJson(SummaryJson.of(head.id(), state));
        return ExitCode.COMPLETED;
      }
      var story = new RunStory(head, state, reasoning);
      if (step == null) {
        story.whole().forEach(around::print);
      } else if (step < 1 || step > state.steps().size()) {
        throw new UsageException(
            "Run %s has steps 1 to %d, not %d.".formatted(head.id(), state.steps().size(), step));
      } else {
        story.step(state.steps().get(step - 1)).forEach(around::print);
      }
      return ExitCode.COMPLETED;
    }
  }
}
