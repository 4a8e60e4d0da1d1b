package dev.bivouac.planner;

import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.JournalEvent.OutcomeUnknown;
import dev.bivouac.journal.JournalEvent.ProviderChanged;
import dev.bivouac.journal.JournalEvent.Reminded;
import dev.bivouac.journal.JournalEvent.ResultsHidden;
import dev.bivouac.journal.JournalEvent.RunFinished;
import dev.bivouac.journal.JournalEvent.RunPaused;
import dev.bivouac.journal.Lease;
import dev.bivouac.journal.ModelChoice;
import dev.bivouac.journal.RunState;
import dev.bivouac.journal.Step;
import dev.bivouac.planner.NextAction.AskModel;
import dev.bivouac.planner.NextAction.CallTools;
import dev.bivouac.planner.NextAction.ChangeProvider;
import dev.bivouac.planner.NextAction.Finish;
import dev.bivouac.planner.NextAction.GiveUpOn;
import dev.bivouac.planner.NextAction.Hide;
import dev.bivouac.planner.NextAction.Pause;
import dev.bivouac.planner.NextAction.Remind;
import dev.bivouac.run.CallKey;
import java.util.List;
import java.util.Map;

/** Drives one run: asks what is next and performs the answer, until the run is over or waits. */
public final class Planner {
  private final RuntimeParts parts;
  private final StopSignal stop;

  public Planner(RuntimeParts parts, StopSignal stop) {
    this.parts = parts;
    this.stop = stop;
  }

  /**
   * Drives the run as far as it goes. Resuming is the same call: the state says what is left to do.
   *
   * @param lease the right to write it
   * @param before as its journal says
   * @return over, paused, or, if a stop was asked for, as far as it came
   * @throws dev.bivouac.journal.JournalConflictException if another process has taken the run over
   * @throws dev.bivouac.journal.JournalFailedException if the store cannot write; nothing was acted
   *     on
   */
  public RunState run(Lease lease, RunState before) {
    var log = new RunLog(parts.journal(), lease, parts.listener());
    var asker = new ModelAsker(log, parts, before, stop);
    RunState state = before;
    while (state.outcome().isEmpty() && state.pause().isEmpty() && !stopped()) {
      state =
          switch (NextAction.after(state, parts.patience().model(), parts.providers())) {
            case AskModel ask -> {
              asker = asker.isFor(state) ? asker : new ModelAsker(log, parts, state, stop);
              yield asker.ask(state, ask);
            }
            case CallTools(List<Step.Call> calls) -> tools(log).run(state, calls);
            case GiveUpOn(List<Step.Call> calls) -> log.append(state, unknown(calls));
            case Hide(Map<CallKey, String> lines) -> log.append(state, new ResultsHidden(lines));
            case ChangeProvider(int step, ModelChoice next, String reason) ->
                log.append(state, new ProviderChanged(step, next, reason));
            case Remind(int step, String text) -> log.append(state, new Reminded(step, text));
            case Pause pause -> log.append(state, new RunPaused(pause.reason(), pause.message()));
            case Finish finish -> log.append(state, new RunFinished(finish.outcome()));
          };
    }
    return state;
  }

  private boolean stopped() {
    stop.heedInterrupt();
    return stop.isRaised();
  }

  private ToolRunner tools(RunLog log) {
    var caller = new ToolCaller(log.lease().run(), parts.toolbox(), parts.patience());
    return new ToolRunner(log, caller, parts.patience().tools(), stop);
  }

  private static List<JournalEvent> unknown(List<Step.Call> calls) {
    return calls.stream()
        .<JournalEvent>map(call ->
            new OutcomeUnknown(
                call.call().key(),
                UnknownOutcome.text(call.call(), "since the program was stopped while it ran")))
        .toList();
  }
}
