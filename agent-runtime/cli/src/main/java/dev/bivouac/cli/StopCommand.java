package dev.bivouac.cli;

import dev.bivouac.journal.RunHead;
import dev.bivouac.journal.RunState;
import dev.bivouac.persistence.Store;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Stops a run that is at work in another process. */
@Command(
    name = "stop",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Stops a run that is at work in another process, as Ctrl-C does there.",
      "Its running tools get up to 10 s, and it can be resumed. Waits until it has stopped."
    },
    footer = {"", "Example:", "  bivouac stop 7k2"})
final class StopCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private ChosenRun run = new ChosenRun();
  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  StopCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Config config = Config.load(around);
    try (Store journal = Wiring.open(store.place(around, config), around)) {
      RunHead head = run.in(journal);
      var watching = new Watching(around, output, journal);
      if (!head.atWork() || !journal.owners().stop(head.id())) {
        around.say("Run %s is not at work, so there is nothing to stop.".formatted(head.id()));
        int unused = watching.tell(head.id(), RunState.replay(journal.read(head.id())));
        return ExitCode.COMPLETED;
      }
      if (!output.quiet) {
        around.say(
            "Run %s was asked to stop; tools that are running get up to 10 s."
                .formatted(head.id()));
      }
      Watching.Followed followed = watching.await(head.id());
      if (followed.left().isPresent()) {
        around.say("Run %s was asked to stop and is still at it.".formatted(head.id()));
        return followed.left().getAsInt();
      }
      int unused = watching.tell(head.id(), followed.state());
      return ExitCode.COMPLETED;
    }
  }
}
