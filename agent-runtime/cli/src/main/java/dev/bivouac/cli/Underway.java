package dev.bivouac.cli;

import dev.bivouac.cli.Moment.Asking;
import dev.bivouac.cli.Moment.Count;
import dev.bivouac.cli.Moment.Running;
import dev.bivouac.cli.Moment.Waiting;
import dev.bivouac.journal.Entry;
import dev.bivouac.journal.JournalEvent.AttemptFailed;
import dev.bivouac.journal.JournalEvent.ModelAsked;
import dev.bivouac.journal.JournalEvent.ModelReplied;
import dev.bivouac.journal.JournalEvent.OutcomeUnknown;
import dev.bivouac.journal.JournalEvent.ProviderChanged;
import dev.bivouac.journal.JournalEvent.Reminded;
import dev.bivouac.journal.JournalEvent.ResultsHidden;
import dev.bivouac.journal.JournalEvent.RunFinished;
import dev.bivouac.journal.JournalEvent.RunPaused;
import dev.bivouac.journal.JournalEvent.RunResumed;
import dev.bivouac.journal.JournalEvent.RunStarted;
import dev.bivouac.journal.JournalEvent.ToolFinished;
import dev.bivouac.journal.JournalEvent.ToolStarted;
import dev.bivouac.journal.RunState;
import dev.bivouac.model.ModelFailure;
import dev.bivouac.planner.RunListener;
import dev.bivouac.run.CallKey;
import dev.bivouac.run.RunId;
import dev.bivouac.tool.ToolCall;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps what a run is doing right now, in bounded space. Written by the threads of the run, for
 * which it is a few instructions a piece; read by whoever shows it.
 */
final class Underway implements RunListener {
  private static final int TAIL = 4000;
  private static final int ARGUMENTS = 1000;

  private final Clock clock;
  private final Tail reasoning = new Tail(TAIL);
  private final Tail text = new Tail(TAIL);
  private final Map<CallKey, Running> calls = new LinkedHashMap<>();
  private Optional<RunId> run = Optional.empty();
  private Count count = Count.NOTHING;
  private Optional<Instant> askedAt = Optional.empty();
  private Optional<Waiting> waiting = Optional.empty();
  private Optional<Instant> stopAskedAt = Optional.empty();

  Underway(Clock clock) {
    this.clock = clock;
  }

  synchronized Moment moment() {
    Optional<Asking> asking =
        askedAt.map(at ->
            new Asking(at, reasoning.text(), text.text(), reasoning.length() + text.length()));
    return new Moment(run, count, asking, List.copyOf(calls.values()), waiting, stopAskedAt);
  }

  synchronized void stopAsked() {
    stopAskedAt = Optional.of(clock.instant());
  }

  @Override
  public synchronized void opened(RunId id, RunState state) {
    run = Optional.of(id);
    nothingUnderway();
    counted(step(state), state);
  }

  @Override
  public synchronized void thinking(RunId id, String piece) {
    reasoning.add(piece);
  }

  @Override
  public synchronized void text(RunId id, String piece) {
    text.add(piece);
  }

  @Override
  public synchronized void attemptDiscarded(RunId id, ModelFailure failure) {
    answerEnds();
  }

  @Override
  public synchronized void waiting(RunId id, Duration wait, ModelFailure failure) {
    waiting = Optional.of(new Waiting(clock.instant().plus(wait), failure.message()));
  }

  @Override
  public synchronized void appended(RunId id, Entry entry, RunState state) {
    run = Optional.of(id);
    switch (entry.event()) {
      case ModelAsked e -> {
        answerEnds();
        askedAt = Optional.of(entry.at());
        waiting = Optional.empty();
      }
      case ModelReplied e -> answerEnds();
      case AttemptFailed e -> {
        if (e.call().isEmpty()) {
          answerEnds();
        }
      }
      case ToolStarted e -> started(state, e.call(), entry.at());
      case ToolFinished e -> calls.remove(e.call());
      case OutcomeUnknown e -> calls.remove(e.call());
      case RunPaused e -> nothingUnderway();
      case RunFinished e -> nothingUnderway();
      case RunStarted e -> {}
      case Reminded e -> {}
      case ResultsHidden e -> {}
      case ProviderChanged e -> {}
      case RunResumed e -> {}
    }
    counted(step(state), state);
  }

  /** The one that is asked for, be it in vain so far, or the last one taken. */
  private static int step(RunState state) {
    int taken = state.steps().size();
    return state.asking().attempts() > 0 ? taken + 1 : taken;
  }

  private void counted(int step, RunState state) {
    count =
        new Count(
            step,
            state.limits().maxSteps(),
            state.progress().usage(),
            state.progress().lastAt().minus(state.progress().active()));
  }

  private void started(RunState state, CallKey key, Instant at) {
    ToolCall call = state.steps().get(key.step() - 1).calls().get(key.index()).call();
    String arguments = dev.bivouac.run.Text.head(call.arguments(), ARGUMENTS);
    String name = dev.bivouac.run.Text.head(call.name(), ARGUMENTS);
    calls.put(key, new Running(key, name, arguments, at));
  }

  private void answerEnds() {
    askedAt = Optional.empty();
    reasoning.clear();
    text.clear();
  }

  private void nothingUnderway() {
    answerEnds();
    calls.clear();
    waiting = Optional.empty();
  }

  /** The end of a text that grows. */
  private static final class Tail {
    private final int max;
    private final StringBuilder kept;
    private long length;

    Tail(int max) {
      this.max = max;
      this.kept = new StringBuilder(2 * max);
    }

    void add(String piece) {
      length += piece.length();
      kept.append(piece, Math.max(0, piece.length() - max), piece.length());
      if (kept.length() > 2 * max) {
        kept.delete(0, kept.length() - max);
      }
    }

    void clear() {
      kept.setLength(0);
      length = 0;
    }

    long length() {
      return length;
    }

    String text() {
      return kept.substring(Math.max(0, kept.length() - max));
    }
  }
}
