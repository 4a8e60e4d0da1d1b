package dev.bivouac.planner;

import dev.bivouac.planner.RuntimeParts.Patience;
import dev.bivouac.retry.Breaker;
import dev.bivouac.retry.Restraint;
import dev.bivouac.retry.Retries;
import dev.bivouac.retry.RetryPolicy;
import dev.bivouac.run.RunId;
import dev.bivouac.run.Text;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one tool call on its own thread, with the retries that the tool asks for, and reports. */
final class ToolCaller {
  private static final Logger LOG = LoggerFactory.getLogger(ToolCaller.class);

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
  private final Optional<Restraint> restraint;

  ToolCaller(RunId run, Toolbox toolbox, Patience patience) {
    this.run = run;
    this.toolbox = toolbox;
    this.policy = patience.tool();
    this.restraint = patience.restraint();
  }

  Optional<ToolResult.Failure> refuse(ToolCall call) {
    return toolbox.refuse(call);
  }

  void call(ToolCall call, int firstAttempt, Consumer<ToolSignal> report) {
    report.accept(new ToolSignal.Ended(call.key(), result(call, firstAttempt, report)));
  }

  void reconcile(ToolCall call, int attempt, Consumer<ToolSignal> report) {
    report.accept(found(call, attempt));
  }

  private ToolSignal found(ToolCall call, int attempt) {
    try {
      return switch (toolbox.reconcile(call, new ToolContext(run, call.key(), attempt))) {
        case Reconciliation.Done done ->
            new ToolSignal.Ended(call.key(), Toolbox.success(done.output()));
        case Reconciliation.NotDone notDone -> new ToolSignal.NeverHappened(call.key());
        case Reconciliation.Unknown unknown -> new ToolSignal.NobodyKnows(call.key());
      };
    } catch (RuntimeException | Error e) {
      // Whatever it is: without a word from this thread the run would wait for its time limit.
      LOG.warn("The reconciler of tool {} failed", call.name(), e);
      return new ToolSignal.NobodyKnows(call.key());
    }
  }

  private ToolResult result(ToolCall call, int firstAttempt, Consumer<ToolSignal> report) {
    Optional<Breaker> breaker = restraint.map(shared -> shared.tool(call.name()));
    Optional<Duration> leftAlone = breaker.flatMap(Breaker::refuses);
    if (leftAlone.isPresent()) {
      return Toolbox.failure(
          "%s has failed nearly every time of late, so it is left alone for %d s. Try another way, or later."
              .formatted(call.name(), Math.max(1, leftAlone.get().toSeconds())));
    }
    boolean worked = false;
    try {
      ToolResult result = attempted(call, firstAttempt, report);
      worked = true;
      return result;
    } catch (RetryableToolFailure e) {
      return Toolbox.failure(said(e));
    } catch (Exception | Error e) {
      // Retries.call declares what a Callable may throw; whatever it is, the model gets a result.
      LOG.warn("Tool {} failed inside", call.name(), e);
      return Toolbox.failure(
          "%s failed inside (%s). Try another way."
              .formatted(call.name(), e.getClass().getSimpleName()));
    } finally {
      tell(breaker, worked);
    }
  }

  /** A call that was interrupted says nothing of the tool. */
  private static void tell(Optional<Breaker> breaker, boolean worked) {
    if (worked) {
      breaker.ifPresent(Breaker::succeeded);
    } else if (Thread.currentThread().isInterrupted()) {
      breaker.ifPresent(Breaker::toldNothing);
    } else {
      breaker.ifPresent(Breaker::failed);
    }
  }

  private ToolResult attempted(ToolCall call, int firstAttempt, Consumer<ToolSignal> report)
      throws Exception {
    var attempt = new AtomicInteger(firstAttempt);
    return new Retries(policy.withMaxAttempts(toolbox.attempts(call.name())))
        .call(
            () -> toolbox.call(call, new ToolContext(run, call.key(), attempt.getAndIncrement())),
            MAY_PASS,
            (failed, failure, wait) ->
                report.accept(
                    new ToolSignal.AttemptBroke(
                        call.key(), firstAttempt + failed - 1, said(failure), wait)));
  }

  private static String said(Throwable failure) {
    return Text.wellFormed(String.valueOf(failure.getMessage()));
  }
}
