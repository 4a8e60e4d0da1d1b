package dev.bivouac.cli;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.JournalEvent.AttemptFailed;
import dev.bivouac.journal.JournalEvent.ModelAsked;
import dev.bivouac.journal.JournalEvent.ModelReplied;
import dev.bivouac.journal.JournalEvent.OutcomeUnknown;
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
import dev.bivouac.run.Usage;
import dev.bivouac.tool.ToolCall;
import dev.bivouac.tool.ToolResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/** Plain progress on stderr: one line for each model answer and each tool call. */
final class ProgressLines implements RunListener {
  private static final int ARGUMENTS = 90;
  private static final int MESSAGE = 300;

  private final Consumer<String> out;
  private final Map<CallKey, Instant> startedAt = new ConcurrentHashMap<>();
  private volatile Instant askedAt = Instant.EPOCH;

  ProgressLines(Consumer<String> out) {
    this.out = out;
  }

  @Override
  public void opened(RunId run, RunState state) {
    String goes = state.progress().entries() > 1 ? "goes on" : "started";
    String where =
        state.steps().isEmpty() ? "" : ", %d steps are done".formatted(state.steps().size());
    out.accept(
        "Run %s %s: %s with %s%s"
            .formatted(
                run,
                goes,
                state.started().spec().workflow(),
                state.terms().model().label(),
                where));
  }

  @Override
  public void waiting(RunId run, Duration wait, ModelFailure failure) {
    out.accept("  waiting %s before the next attempt".formatted(Shown.duration(wait)));
  }

  @Override
  public void appended(RunId run, Entry entry, RunState state) {
    Optional<String> line =
        switch (entry.event()) {
          case RunStarted e -> Optional.empty();
          case ModelAsked e -> {
            askedAt = entry.at();
            yield Optional.empty();
          }
          case ModelReplied e -> Optional.of(reply(e, entry.at()));
          case AttemptFailed e -> Optional.of(failed(e));
          case ToolStarted e -> {
            startedAt.put(e.call(), entry.at());
            yield Optional.empty();
          }
          case ToolFinished e -> Optional.of(finished(state, e, entry.at()));
          case OutcomeUnknown e ->
              Optional.of(
                  "  %s %s: outcome unknown; the model is told to verify"
                      .formatted(e.call(), name(state, e.call())));
          case Reminded e ->
              Optional.of("  reminded the model: " + SafeText.line(e.text(), MESSAGE));
          case ResultsHidden e ->
              Optional.of("  %d old results hidden".formatted(e.lines().size()));
          case RunPaused e -> Optional.empty();
          case RunResumed e -> drift(e);
          case RunFinished e -> Optional.empty();
        };
    line.ifPresent(out);
  }

  private String reply(ModelReplied event, Instant at) {
    Usage usage = event.reply().usage();
    int calls = event.reply().calls().size();
    String asks =
        calls == 0
            ? "the final answer, %,d characters".formatted(event.reply().text().length())
            : calls == 1 ? "asks for 1 call" : "asks for %d calls".formatted(calls);
    return "Step %d: %s (%s, %s)"
        .formatted(
            event.step(), asks, Shown.duration(Duration.between(askedAt, at)), Shown.tokens(usage));
  }

  private static String failed(AttemptFailed event) {
    String what = event.call().map(call -> "  " + call).orElse("Step " + event.step());
    return "%s: attempt %d failed: %s"
        .formatted(what, event.attempt(), SafeText.line(event.failure().message(), MESSAGE));
  }

  private String finished(RunState state, ToolFinished event, Instant at) {
    ToolCall call = call(state, event.call());
    String took =
        Optional.ofNullable(startedAt.remove(event.call()))
            .map(start -> Shown.duration(Duration.between(start, at)) + ", ")
            .orElse("");
    String came =
        switch (event.result()) {
          case ToolResult.Success success ->
              "%s%s".formatted(took, Shown.size(success.text().length()));
          case ToolResult.Failure failure ->
              "%sfailed: %s".formatted(took, SafeText.line(failure.text(), MESSAGE));
        };
    return "  %s %s %s: %s"
        .formatted(
            event.call(),
            SafeText.line(call.name(), ARGUMENTS),
            SafeText.line(Shown.arguments(call.arguments()), ARGUMENTS),
            came);
  }

  private static Optional<String> drift(RunResumed event) {
    return event.drift().isEmpty()
        ? Optional.empty()
        : Optional.of("  since it was last at work: " + String.join(" ", event.drift()));
  }

  private static String name(RunState state, CallKey key) {
    return SafeText.line(call(state, key).name(), ARGUMENTS);
  }

  private static ToolCall call(RunState state, CallKey key) {
    return state.steps().get(key.step() - 1).calls().get(key.index()).call();
  }
}
