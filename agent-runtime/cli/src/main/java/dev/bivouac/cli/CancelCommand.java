package dev.bivouac.cli;

import dev.bivouac.journal.RunHead;
import dev.bivouac.journal.RunState;
import dev.bivouac.persistence.Store;
import dev.bivouac.run.RunId;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Ends a run for good. */
@Command(
    name = "cancel",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Ends a run for good, wherever it is. Its journal stays.",
      "One that is at work in another process ends there; its running tools get up to 10 s."
    },
    footer = {"", "Example:", "  bivouac cancel 7k2"})
final class CancelCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private ChosenRun run = new ChosenRun();
  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  CancelCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Config config = Config.load(around);
    try (Store journal = Wiring.open(store.place(around, config), around)) {
      RunHead head = run.in(journal);
      if (head.status().over()) {
        around.say("Run %s is over already: %s.".formatted(head.id(), head.status().word()));
      } else {
        OptionalInt left = cancel(journal, head);
        if (left.isPresent()) {
          around.say("Run %s was asked to end and is still at it.".formatted(head.id()));
          return left.getAsInt();
        }
        tell(RunState.replay(journal.read(head.id())), head.id());
      }
      if (output.json) {
        around.printJson(SummaryJson.of(head.id(), RunState.replay(journal.read(head.id()))));
      }
      return ExitCode.COMPLETED;
    }
  }

  /** The exit code of the signal that ended the waiting, if one did. */
  private OptionalInt cancel(Store journal, RunHead head) {
    if (head.holder().isPresent()) {
      journal.owners().cancel(head.id(), "Cancelled by its user, from another terminal.");
      Watching.Followed followed = new Watching(around, output, journal).await(head.id());
      if (followed.state().status().over() || followed.left().isPresent()) {
        return followed.left();
      }
    }
    // Nobody holds it, or whoever did has died before it could.
    Wiring.withoutModel(journal, around).cancel(head.id(), "Cancelled by its user.");
    return OptionalInt.empty();
  }

  private void tell(RunState state, RunId id) {
    around.say(
        switch (state.status()) {
          case CANCELLED ->
              "Run %s is cancelled. Its journal stays: `bivouac show %s`.".formatted(id, id);
          case COMPLETED, FAILED, PAUSED, RUNNING ->
              "Run %s came to its end before it could be cancelled: %s."
                  .formatted(id, state.status().word());
        });
  }
}
