package dev.bivouac.planner;

import dev.bivouac.retry.Retries;
import dev.bivouac.retry.RetryPolicy;
import dev.bivouac.run.RunId;
import dev.bivouac.tool.Reconciliation;
import dev.bivouac.tool.RetryableToolFailure;
import dev.bivouac.tool.ToolCall;
import dev.bivouac.tool.ToolContext;
import dev.bivouac.tool.ToolResult;
import dev.bivouac.tool.Toolbox;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Makes one tool call on its own thread, with the retries that the tool asks for, and reports. */
final class ToolCaller {
  private static final Retries.Judge MAY_PASS =
      new Retries.Judge() {
        @Override
        public boolean worthRetrying(Throwable failure) {
          return failure instanceof RetryableToolFailure;
        }

        @Override
        public Optional<Duration> retryAfter(Throwable failure) {
          return failure instanceof RetryableToolFailure retryable
              ? retryable.retryAfter()
              : Optional.empty();
        }
      };

  private final RunId run;
  private final Toolbox toolbox;
  private final RetryPolicy policy;

  ToolCaller(RunId run, Toolbox toolbox, RetryPolicy policy) {
    this.run = run;
    this.toolbox = toolbox;
    this.policy = policy;
  }

  Optional<ToolResult.Failure> refuse(ToolCall call) {
    return toolbox.refuse(call);
  }

  void call(ToolCall call, int firstAttempt, Consumer<ToolSignal> report) {
    report.accept(new ToolSignal.Ended(call.key(), result(call, firstAttempt, report)));
  }

  void reconcile(ToolCall call, int attempt, Consumer<ToolSignal> report) {
    report.accept(
        switch (toolbox.reconcile(call, new ToolContext(run, call.key(), attempt))) {
          case Reconciliation.Done done ->
              new ToolSignal.Ended(call.key(), Toolbox.success(done.output()));
          case Reconciliation.NotDone notDone -> new ToolSignal.NeverHappened(call.key());
          case Reconciliation.Unknown unknown -> new ToolSignal.NobodyKnows(call.key());
        });
  }

  private ToolResult result(ToolCall call, int firstAttempt, Consumer<ToolSignal> report) {
    var attempt = new AtomicInteger(firstAttempt);
    try {
      return new Retries(policy.withMaxAttempts(toolbox.attempts(call.name())))
          .call(
              () -> toolbox.call(call, new ToolContext(run, call.key(), attempt.getAndIncrement())),
              MAY_PASS,
              (failed, failure, wait) ->
                  report.accept(
                      new ToolSignal.AttemptBroke(
                          call.key(), failed, String.valueOf(failure.getMessage()), wait)));
    } catch (RetryableToolFailure e) {
      return new ToolResult.Failure(String.valueOf(e.getMessage()));
    } catch (Exception e) {
      // Retries.call declares what a Callable may throw; whatever it is, the model gets a result.
      return new ToolResult.Failure(
          "%s failed inside (%s). Try another way."
              .formatted(call.name(), e.getClass().getSimpleName()));
    }
  }
}
