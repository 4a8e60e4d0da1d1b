package dev.bivouac.journal;

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
import dev.bivouac.model.ModelFailure;
import dev.bivouac.run.CallKey;
import dev.bivouac.run.RunLimits;
import dev.bivouac.run.RunOutcome;
import dev.bivouac.run.RunStatus;
import dev.bivouac.run.Usage;
import dev.bivouac.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a run stands: a pure function of its journal.
 *
 * @param started the first event
 * @param terms what holds now
 * @param steps every model reply so far with its calls
 * @param asking how the next model reply is coming along
 * @param standing whether it waits or is over
 * @param progress how much was used
 */
public record RunState(
    RunStarted started,
    Terms terms,
    List<Step> steps,
    Asking asking,
    Standing standing,
    Progress progress) {
  /**
   * What holds now.
   *
   * @param model who is asked
   * @param limits how far the run may go
   * @param window which results it sees
   */
  public record Terms(ModelChoice model, RunLimits limits, Window window) {
    /** The lines that stand for hidden results. */
    public Map<CallKey, String> hidden() {
      return window.hidden();
    }

    Terms with(Window changed) {
      return new Terms(model, limits, changed);
    }

    Terms with(RunLimits changed) {
      return new Terms(model, changed, window);
    }

    Terms asking(ModelChoice other) {
      return new Terms(other, limits, window.asking(other.label().equals(model.label())));
    }
  }

  /**
   * How the next model reply is coming along.
   *
   * @param unanswered the request that has no answer yet
   * @param attempts requests for this step so far
   * @param failures those that failed since the run was last resumed or changed its provider, in
   *     order
   * @param changes of the provider since the last reply or resume, in order
   */
  public record Asking(
      Optional<ModelAsked> unanswered,
      int attempts,
      List<AttemptFailed> failures,
      List<ProviderChanged> changes) {
    static final Asking NOT_YET = new Asking(Optional.empty(), 0, List.of(), List.of());

    Asking waitingFor(ModelAsked asked) {
      return new Asking(Optional.of(asked), asked.attempt(), failures, changes);
    }

    Asking after(AttemptFailed failure) {
      return new Asking(Optional.empty(), attempts, with(failures, failure), changes);
    }

    Asking after(ProviderChanged change) {
      return new Asking(unanswered, attempts, List.of(), with(changes, change));
    }

    Asking resumed() {
      return new Asking(unanswered, attempts, List.of(), List.of());
    }

    private static <T> List<T> with(List<T> before, T last) {
      return Stream.concat(before.stream(), Stream.of(last)).toList();
    }
  }

  /**
   * Whether the run waits or is over.
   *
   * @param pause why it waits, if it does
   * @param outcome how it ended, if it did
   * @param stepsAtResume steps it had when somebody last resumed it after a pause; 0 if nobody did
   * @param fruitlessResumes how often it was resumed after a crash since it last made progress
   */
  public record Standing(
      Optional<RunPaused> pause,
      Optional<RunOutcome> outcome,
      int stepsAtResume,
      int fruitlessResumes) {}

  public RunState {
    steps = List.copyOf(steps);
  }

  /**
   * The state after all entries.
   *
   * @param entries a whole journal, at least the first entry
   * @throws JournalFailedException if the journal is not one
   */
  public static RunState replay(List<Entry> entries) {
    if (entries.isEmpty()
        || entries.getFirst().number() != 1
        || !(entries.getFirst().event() instanceof RunStarted started)) {
      throw new JournalFailedException(
          "A journal does not begin with the start of its run. Restore the store from a copy.");
    }
    RunState state =
        new RunState(
            started,
            new Terms(started.spec().model(), started.spec().limits(), Window.OPEN),
            List.of(),
            Asking.NOT_YET,
            new Standing(Optional.empty(), Optional.empty(), 0, 0),
            Progress.first(entries.getFirst()));
    for (Entry entry : entries.subList(1, entries.size())) {
      state = state.after(entry);
    }
    return state;
  }

  /** The state after one more entry. */
  public RunState after(Entry entry) {
    RunState moved = new RunState(started, terms, steps, asking, standing, progress.after(entry));
    return switch (entry.event()) {
      case RunStarted again ->
          throw new JournalFailedException(
              "Entry %d starts the run again. Restore the store from a copy."
                  .formatted(entry.number()));
      case ModelAsked asked -> moved.asked(asked);
      case ModelReplied replied -> moved.replied(replied);
      case AttemptFailed failed ->
          failed
              .call()
              .map(call -> moved.withStep(stepOf(call).tried(call, failed.attempt())))
              .map(tried -> tried.used(failed.usage()))
              .orElseGet(() -> moved.failed(failed));
      case ToolStarted tool ->
          moved.withStep(stepOf(tool.call()).started(tool.call(), tool.attempt()));
      case ToolFinished tool -> moved.finished(tool);
      case OutcomeUnknown unknown ->
          moved.ended(unknown.call(), new Step.End.Unknown(unknown.text()));
      case Reminded reminded -> moved.withStep(stepAt(reminded.step()).reminded(reminded.text()));
      case ResultsHidden hidden -> moved.hidden(hidden);
      case ProviderChanged change -> moved.changed(change);
      case RunPaused pause ->
          moved.withStanding(
              new Standing(
                  Optional.of(pause),
                  Optional.empty(),
                  standing.stepsAtResume(),
                  standing.fruitlessResumes()));
      case RunResumed resumed -> moved.resumed(resumed);
      case RunFinished finished ->
          moved.withStanding(
              new Standing(
                  Optional.empty(),
                  Optional.of(finished.outcome()),
                  standing.stepsAtResume(),
                  standing.fruitlessResumes()));
    };
  }

  /** The number that the next entry gets. */
  public int nextEntry() {
    return progress.entries() + 1;
  }

  /** How the run ended, if it did. */
  public Optional<RunOutcome> outcome() {
    return standing.outcome();
  }

  /** Why the run waits, if it does. */
  public Optional<RunPaused> pause() {
    return standing.pause();
  }

  /** As stores and lists show it. */
  public RunStatus status() {
    return outcome()
        .map(RunStatus::of)
        .orElse(pause().isPresent() ? RunStatus.PAUSED : RunStatus.RUNNING);
  }

  /** The last reply with its calls, if there was one. */
  public Optional<Step> lastStep() {
    return steps.isEmpty() ? Optional.empty() : Optional.of(steps.getLast());
  }

  /** What holds for the run. */
  public RunLimits limits() {
    return terms.limits();
  }

  /** True for the reply that the run ended with. */
  public boolean isAnswer(ModelReply reply) {
    return outcome().isPresent()
        && reply.isFinal()
        && lastStep().filter(step -> step.reply().equals(reply)).isPresent();
  }

  /** Calls whose outcome nobody knows. */
  public long unknownOutcomes() {
    return calls().filter(call -> call.end().orElse(null) instanceof Step.End.Unknown).count();
  }

  /** Every call of the run, in order. */
  public Stream<Step.Call> calls() {
    return steps.stream().flatMap(step -> step.calls().stream());
  }

  private Step stepAt(int number) {
    if (number < 1 || number > steps.size()) {
      throw new JournalFailedException(
          "Step %d is named before it was taken. Restore the store from a copy.".formatted(number));
    }
    return steps.get(number - 1);
  }

  private void checkIsNext(int step) {
    if (step != steps.size() + 1) {
      throw new JournalFailedException(
          "Step %d follows step %d. Restore the store from a copy.".formatted(step, steps.size()));
    }
  }

  private Step stepOf(CallKey call) {
    if (call.step() > steps.size() || call.index() >= steps.get(call.step() - 1).calls().size()) {
      throw new JournalFailedException(
          "Tool call %s was never asked for. Restore the store from a copy.".formatted(call));
    }
    return steps.get(call.step() - 1);
  }

  private RunState asked(ModelAsked asked) {
    checkIsNext(asked.step());
    // A request that never got its answer may have been billed: a crash loop must meet the limits.
    Usage lost = asking.unanswered().map(ModelAsked::estimate).orElse(Usage.NONE);
    return used(lost).withAsking(asking.waitingFor(asked));
  }

  private RunState replied(ModelReplied replied) {
    checkIsNext(replied.step());
    var more = new ArrayList<>(steps);
    more.add(Step.of(replied.step(), replied.reply()));
    Terms seen = terms.with(terms.window().replied());
    Progress paid = used(replied.reply().usage()).progress();
    return new RunState(started, seen, more, Asking.NOT_YET, standing, paid).fruitful();
  }

  private RunState failed(AttemptFailed failed) {
    checkIsNext(failed.step());
    Window window =
        failed.failure().kind() == ModelFailure.Kind.CONTEXT_EXCEEDED
            ? asking
                .unanswered()
                .map(asked -> terms.window().refusing(asked.estimate().input()))
                .orElse(terms.window())
            : terms.window().failed();
    return withTerms(terms.with(window)).used(failed.usage()).withAsking(asking.after(failed));
  }

  /** A tool's own price counts as the model's does. */
  private RunState finished(ToolFinished tool) {
    RunState ended = ended(tool.call(), new Step.End.Known(tool.result()));
    return tool.result() instanceof ToolResult.Success success && success.cost().isPresent()
        ? ended.used(new Usage(0, 0, 0, success.cost()))
        : ended;
  }

  private RunState ended(CallKey call, Step.End end) {
    return withStep(stepOf(call).ended(call, end)).fruitful();
  }

  private RunState hidden(ResultsHidden event) {
    return withTerms(terms.with(terms.window().hiding(event.lines())));
  }

  private RunState changed(ProviderChanged event) {
    checkIsNext(event.step());
    return withTerms(terms.asking(event.model())).withAsking(asking.after(event));
  }

  private RunState resumed(RunResumed event) {
    boolean crashed = standing.pause().isEmpty();
    int fruitless = crashed ? standing.fruitlessResumes() + 1 : 0;
    int stepsAtResume = crashed ? standing.stepsAtResume() : steps.size();
    return new RunState(
        started,
        terms.asking(event.model()).with(event.limits()),
        steps,
        asking.resumed(),
        new Standing(Optional.empty(), Optional.empty(), stepsAtResume, fruitless),
        progress);
  }

  private RunState fruitful() {
    return standing.fruitlessResumes() == 0
        ? this
        : withStanding(
            new Standing(standing.pause(), standing.outcome(), standing.stepsAtResume(), 0));
  }

  private RunState used(Usage more) {
    // Older journals tell the day of the prices only where the model was chosen.
    ModelChoice model = asking.unanswered().map(ModelAsked::model).orElse(terms.model());
    Usage dated = model.prices().map(prices -> more.ifUndated(prices.asOf())).orElse(more);
    return new RunState(started, terms, steps, asking, standing, progress.used(dated));
  }

  private RunState withStep(Step step) {
    var all = new ArrayList<>(steps);
    all.set(step.number() - 1, step);
    return new RunState(started, terms, all, asking, standing, progress);
  }

  private RunState withTerms(Terms changed) {
    return new RunState(started, changed, steps, asking, standing, progress);
  }

  private RunState withAsking(Asking changed) {
    return new RunState(started, terms, steps, changed, standing, progress);
  }

  private RunState withStanding(Standing changed) {
    return new RunState(started, terms, steps, asking, changed, progress);
  }
}
