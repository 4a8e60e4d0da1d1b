package dev.bivouac.planner;

import dev.bivouac.journal.JournalEvent.AttemptFailed;
import dev.bivouac.journal.ModelChoice;
import dev.bivouac.journal.RunState;
import dev.bivouac.journal.Step;
import dev.bivouac.model.ModelFailure;
import dev.bivouac.retry.RetryPolicy;
import dev.bivouac.run.CallKey;
import dev.bivouac.run.PauseReason;
import dev.bivouac.run.RunOutcome;
import dev.bivouac.tool.Repeat;
import dev.bivouac.tool.ToolSchema;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a run does next: a pure function of its state, with no clock and no I/O, so that it decides
 * the same after a crash.
 */
public sealed interface NextAction {
  /** A run that was resumed so often after crashes, without any progress, is parked. */
  int MAX_FRUITLESS_RESUMES = 5;

  /**
   * Ask the model for the next reply.
   *
   * @param step from 1
   * @param attempt from 1, over all resumes
   * @param after the failure of the attempt before, to be waited out
   * @param failedBefore failures since the run was last resumed
   */
  record AskModel(int step, int attempt, Optional<ModelFailure> after, int failedBefore)
      implements NextAction {}

  /**
   * Carry out the calls of the last reply that have no end yet.
   *
   * @param calls in order; one with attempts was cut short and may be repeated or reconciled
   */
  record CallTools(List<Step.Call> calls) implements NextAction {}

  /**
   * Record that nobody can tell what became of these calls: they were cut short, and must not be
   * repeated.
   */
  record GiveUpOn(List<Step.Call> calls) implements NextAction {}

  /**
   * Take old results out of the model's sight, so that the next request fits.
   *
   * @param lines for each call the line that stands in its place
   */
  record Hide(Map<CallKey, String> lines) implements NextAction {}

  /** Say something to the model before it is asked again. */
  record Remind(int step, String text) implements NextAction {}

  /**
   * Ask another provider of the same model from now on.
   *
   * @param step the one that is still to be taken
   * @param model who is asked from now on
   * @param reason for people: what was wrong with the one before
   */
  record ChangeProvider(int step, ModelChoice model, String reason) implements NextAction {}

  /** Wait for somebody. */
  record Pause(PauseReason reason, String message) implements NextAction {}

  /** End the run. */
  record Finish(RunOutcome outcome) implements NextAction {}

  /**
   * The next action of a run that neither waits nor is over.
   *
   * @param patience how often a model call is tried
   * @param providers who can be asked for the model, in the user's order
   */
  static NextAction after(RunState state, RetryPolicy patience, List<ModelChoice> providers) {
    if (state.standing().fruitlessResumes() > MAX_FRUITLESS_RESUMES) {
      return new Pause(
          PauseReason.PARKED,
          "Resumed %d times after a crash without any progress, so the run is parked. Look at its last entries and at the log; resume it once the cause is gone."
              .formatted(MAX_FRUITLESS_RESUMES));
    }
    Optional<Step> last = state.lastStep();
    if (last.isPresent() && !last.get().settled()) {
      return forOpenCalls(state, last.get());
    }
    // One with a reminder after it was an announcement.
    if (last.isPresent() && last.get().reply().isFinal() && last.get().reminders().isEmpty()) {
      RunOutcome answer = new RunOutcome.Completed(last.get().reply().text());
      return Announcement.check(state).orElseGet(() -> new Finish(answer));
    }
    return RepeatedCalls.check(state)
        .or(() -> WindowCheck.check(state))
        .or(() -> LimitCheck.check(state))
        .orElseGet(() -> ask(state, patience, providers));
  }

  private static NextAction forOpenCalls(RunState state, Step step) {
    List<Step.Call> lost =
        step.open().stream()
            .filter(call -> call.attempts() > 0 && repeat(state, call) == Repeat.ONCE)
            .toList();
    return lost.isEmpty() ? new CallTools(step.open()) : new GiveUpOn(lost);
  }

  /** What repeating a call means, by the word that the run was started with. */
  static Repeat repeat(RunState state, Step.Call call) {
    return state
        .started()
        .opening()
        .tool(call.call().name())
        .map(ToolSchema::repeat)
        .orElse(Repeat.ONCE);
  }

  private static NextAction ask(RunState state, RetryPolicy patience, List<ModelChoice> providers) {
    int step = state.steps().size() + 1;
    int attempt = state.asking().attempts() + 1;
    List<AttemptFailed> failures = state.asking().failures();
    if (failures.isEmpty()) {
      return new AskModel(step, attempt, Optional.empty(), 0);
    }
    ModelFailure failure = failures.getLast().failure();
    if (WindowCheck.isWorthAnotherTry(state)) {
      return new AskModel(step, attempt, Optional.empty(), failures.size());
    }
    boolean tooLong =
        failure.retryAfter().map(wait -> wait.compareTo(patience.maxWait()) > 0).orElse(false);
    int attempts = Fallback.attempts(state, failure, patience.maxAttempts(), providers);
    if (!failure.kind().worthRetrying() || tooLong || failures.size() >= attempts) {
      return Fallback.after(state, failure, providers);
    }
    return new AskModel(step, attempt, Optional.of(failure), failures.size());
  }
}
