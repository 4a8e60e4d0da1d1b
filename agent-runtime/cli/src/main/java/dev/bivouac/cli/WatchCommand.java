package dev.bivouac.cli;

import dev.bivouac.journal.RunHead;
import dev.bivouac.persistence.Store;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows a run that is at work in another process. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows a run that is at work in another process, as that process shows it.",
      "Ctrl-C ends the watching, never the run."
    },
    footer = {
      "",
      "Examples:",
      "  bivouac watch",
      "  bivouac watch 7k2",
      "",
      "Exit codes: 0 the run completed, 1 it failed or was cancelled, 3 it is paused or was",
      "interrupted, 130 Ctrl-C."
    })
final class WatchCommand implements Callable<Integer> {
  private final Surroundings around;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RUN",
      description = "The beginning of its id, its key, or 'last'. Default: the newest at work.")
  private @Nullable String run;

  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private DriveOptions output = new DriveOptions();

  WatchCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    output.check();
    Config config = Config.load(around);
    try (Store journal = Wiring.open(store.place(around, config), around)) {
      Optional<RunHead> chosen =
          run == null
              ? journal.list().stream().filter(RunHead::atWork).findFirst()
              : Optional.of(RunFinder.find(journal, run));
      if (chosen.isEmpty()) {
        around.say("No run is at work. `bivouac ls` lists those that are there.");
        return ExitCode.FAILED;
      }
      return new Watching(around, output, journal).show(chosen.get(), output);
    }
  }
}
