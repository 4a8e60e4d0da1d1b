package dev.bivouac.journal;

import dev.bivouac.model.ModelFailure;
import dev.bivouac.run.CallKey;
import dev.bivouac.run.PauseReason;
import dev.bivouac.run.RunLimits;
import dev.bivouac.run.RunOutcome;
import dev.bivouac.run.Usage;
import dev.bivouac.tool.ToolResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One thing that happened in a run. The journal holds nothing else. How each is stored is said by
 * {@link EventJson}; old journals replay for ever.
 */
public sealed interface JournalEvent {
  /**
   * Somebody asked for the run. Always the first event.
   *
   * @param spec what was asked for, and under which circumstances
   * @param opening what the model is sent first, word for word
   */
  record RunStarted(RunSpec spec, Opening opening) implements JournalEvent {}

  /**
   * The model is about to be asked. Without an answer after it, the tokens are counted at the
   * estimate, since the provider may have billed them.
   *
   * @param step from 1
   * @param attempt from 1, over all resumes of this step
   * @param model who is asked
   * @param estimate what the call may cost at least
   * @param digest SHA-256, chained over every message of the request, in hexadecimal
   * @param body SHA-256 over the bytes that were to be sent, in hexadecimal; empty if the model
   *     does not tell them
   */
  record ModelAsked(
      int step,
      int attempt,
      ModelChoice model,
      Usage estimate,
      String digest,
      Optional<String> body)
      implements JournalEvent {}

  /**
   * The model answered. Its tool calls, if any, are still to be made.
   *
   * @param step from 1
   */
  record ModelReplied(int step, ModelReply reply) implements JournalEvent {}

  /**
   * An attempt failed: of the model call of a step, or of a tool call that will be tried again.
   *
   * @param step from 1
   * @param call the tool call; empty for the model call
   * @param attempt the one that failed
   * @param failure why
   * @param usage tokens that the attempt used as far as they are known
   */
  record AttemptFailed(
      int step, Optional<CallKey> call, int attempt, ModelFailure failure, Usage usage)
      implements JournalEvent {}

  /**
   * A tool is about to run. With no end after it, nobody knows whether it did.
   *
   * @param attempt from 1, over all resumes of this call
   */
  record ToolStarted(CallKey call, int attempt) implements JournalEvent {}

  /** A tool gave its result, good or bad; or the call was refused before it started. */
  record ToolFinished(CallKey call, ToolResult result) implements JournalEvent {}

  /**
   * Nobody can tell whether the call had its effect, and it must not be repeated.
   *
   * @param text what the model is told in place of a result
   */
  record OutcomeUnknown(CallKey call, String text) implements JournalEvent {}

  /**
   * The runtime speaks to the model after the results of a step.
   *
   * @param step the step after which it is said
   * @param text as it is sent
   */
  record Reminded(int step, String text) implements JournalEvent {}

  /**
   * Old tool results leave the window, so that the next request fits. The journal keeps them.
   *
   * @param lines for each hidden call the line that stands in its place from now on
   */
  record ResultsHidden(Map<CallKey, String> lines) implements JournalEvent {
    public ResultsHidden {
      lines = Map.copyOf(lines);
    }
  }

  /**
   * The provider failed for good, and another one is asked from now on, for the same model.
   *
   * @param step the one that is still to be taken
   * @param model who is asked from now on
   * @param reason for people: what was wrong with the one before
   */
  record ProviderChanged(int step, ModelChoice model, String reason) implements JournalEvent {}

  /**
   * The run waits. It goes on when it is resumed.
   *
   * @param message for people: what happened and what to do
   */
  record RunPaused(PauseReason reason, String message) implements JournalEvent {}

  /**
   * A process took the run over. Also the first event after a crash.
   *
   * @param program name and version of the program
   * @param model who is asked from now on
   * @param limits what holds from now on
   * @param drift what differs from before, a sentence each
   */
  record RunResumed(String program, ModelChoice model, RunLimits limits, List<String> drift)
      implements JournalEvent {
    public RunResumed {
      drift = List.copyOf(drift);
    }
  }

  /** The run is over. Always the last event. */
  record RunFinished(RunOutcome outcome) implements JournalEvent {}
}
