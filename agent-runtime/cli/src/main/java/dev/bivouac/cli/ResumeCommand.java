package dev.bivouac.cli;

import dev.bivouac.ResumeTerms;
import dev.bivouac.ResumeTerms.OnDrift;
import dev.bivouac.journal.Journal;
import dev.bivouac.journal.RunHead;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes an interrupted or paused run up where it stands. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Takes an interrupted or paused run up where it stands.",
      "Nothing that is in its journal is done again."
    },
    footer = {
      "",
      "Examples:",
      "  bivouac resume                      the newest run that can be resumed",
      "  bivouac resume 7k2 --max-steps 400  a run by the beginning of its id, with a new limit",
      "  bivouac resume last --on-drift stop only if nothing has changed since",
      "  bivouac resume --all"
    })
final class ResumeCommand implements Callable<Integer> {
  private final Surroundings around;

  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "RUN",
      description = "The beginning of its id, its key, or 'last'. Default: the newest resumable.")
  private @Nullable String run;

  @Option(names = "--all", description = "Every run that can be resumed, one after another.")
  private boolean all;

  /** What can be said of changes. */
  enum Drift {
    GO,
    STOP
  }

  @Option(
      names = "--on-drift",
      paramLabel = "go|stop",
      description =
          "If program, model, prompt or tools have changed: go on and say so, or stop and leave the"
              + " run untouched. Default: go.")
  private Drift onDrift = Drift.GO;

  @Option(
      names = "--take-over",
      description =
          "Take the run even from a live process, which can write nothing more then. In a folder a"
              + " file's lock decides: there the message says which process to end.")
  private boolean takeOver;

  @Mixin private ModelOptions model = new ModelOptions();
  @Mixin private OwnOptions own = new OwnOptions();
  @Mixin private LimitOptions limits = new LimitOptions();
  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private DriveOptions output = new DriveOptions();

  ResumeCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    if (all && run != null) {
      throw new UsageException("Say either a run or --all, not both.");
    }
    Config config = Config.load(around);
    StorePlace place = store.place(around, config);
    List<RunHead> chosen = choose(place);
    if (chosen.isEmpty()) {
      around.say("Nothing to resume: no run in %s is interrupted or paused.".formatted(place));
      return ExitCode.COMPLETED;
    }
    int worst = ExitCode.COMPLETED;
    for (RunHead head : chosen) {
      Setup journaled = Setup.of(model, config, head.spec().setting().wiring());
      Setup setup = journaled.withTools(own.over(journaled.reach().tools()));
      int code = new Session(around, config, output).resume(place, setup, head, limits, terms());
      worst = Math.max(worst, code);
      if (ExitCode.isSignal(code)) {
        break;
      }
    }
    return worst;
  }

  private ResumeTerms terms() {
    OnDrift word =
        switch (onDrift) {
          case GO -> OnDrift.GO_ON;
          case STOP -> OnDrift.STOP;
        };
    return ResumeTerms.AS_IT_IS.withOnDrift(word).withTakingOver(takeOver);
  }

  private List<RunHead> choose(StorePlace place) {
    try (Journal journal = Wiring.open(place, around)) {
      if (run != null) {
        return List.of(RunFinder.find(journal, run));
      }
      List<RunHead> resumable =
          journal.list().stream()
              .filter(head -> !head.status().over() && head.holder().isEmpty())
              .toList();
      return all ? resumable : resumable.stream().limit(1).toList();
    }
  }
}
