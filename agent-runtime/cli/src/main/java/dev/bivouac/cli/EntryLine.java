package dev.bivouac.cli;

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
import dev.bivouac.journal.ModelReply;
import dev.bivouac.journal.RunState;
import dev.bivouac.run.CallKey;
import dev.bivouac.run.RunOutcome;
import dev.bivouac.tool.ToolCall;
import dev.bivouac.tool.ToolResult;

/** A journal entry as one line of a log. */
final class EntryLine {
  private static final int SHORT = 200;
  private static final int LONG = 1000;

  private EntryLine() {}

  static String of(Entry entry, RunState state) {
    return switch (entry.event()) {
      case RunStarted e -> "run started by " + e.spec().program();
      case ModelAsked e ->
          "step %d: asking %s, attempt %d, about %s, request %s"
              .formatted(
                  e.step(), e.model().label(), e.attempt(), Shown.tokens(e.estimate()), e.digest());
      case ModelReplied e -> replied(e);
      case AttemptFailed e -> failed(e);
      case ToolStarted e ->
          "%s started, attempt %d: %s".formatted(e.call(), e.attempt(), call(state, e.call()));
      case ToolFinished e -> "%s finished: %s".formatted(e.call(), result(e.result()));
      case OutcomeUnknown e ->
          "%s outcome unknown: %s".formatted(e.call(), SafeText.line(e.text(), LONG));
      case Reminded e -> "reminded: " + SafeText.line(e.text(), LONG);
      case ResultsHidden e -> "hidden: " + e.lines().keySet().stream().sorted().toList();
      case ProviderChanged e ->
          "asks %s from now on: %s".formatted(e.model().label(), SafeText.line(e.reason(), LONG));
      case RunPaused e -> "paused, %s: %s".formatted(e.reason(), SafeText.line(e.message(), LONG));
      case RunResumed e ->
          "resumed by %s with %s, %s; drift: %s"
              .formatted(
                  e.program(),
                  e.model().label(),
                  e.limits(),
                  SafeText.line(e.drift().toString(), LONG));
      case RunFinished e -> outcome(e.outcome());
    };
  }

  private static String replied(ModelReplied event) {
    ModelReply reply = event.reply();
    return "step %d: %s replied (%s), %s, %s: %s"
        .formatted(
            event.step(),
            reply.origin().model(),
            reply.origin().finishReason(),
            Shown.count(reply.calls().size(), "call"),
            Shown.tokens(reply.usage()),
            SafeText.line(reply.text(), SHORT));
  }

  private static String failed(AttemptFailed event) {
    return "%s: attempt %d failed, %s: %s"
        .formatted(
            event.call().map(CallKey::toString).orElse("step " + event.step()),
            event.attempt(),
            event.failure().kind(),
            SafeText.line(event.failure().message(), LONG));
  }

  private static String outcome(RunOutcome outcome) {
    return switch (outcome) {
      case RunOutcome.Completed done -> "completed: " + Shown.size(done.answer().length());
      case RunOutcome.Failed failed -> "failed: " + SafeText.line(failed.reason(), LONG);
      case RunOutcome.Cancelled cancelled ->
          "cancelled: " + SafeText.line(cancelled.reason(), LONG);
    };
  }

  private static String call(RunState state, CallKey key) {
    ToolCall call = state.steps().get(key.step() - 1).calls().get(key.index()).call();
    return "%s %s"
        .formatted(SafeText.line(call.name(), SHORT), SafeText.line(call.arguments(), LONG));
  }

  private static String result(ToolResult result) {
    return switch (result) {
      case ToolResult.Success success ->
          "%s: %s"
              .formatted(
                  Shown.size(success.text().length()),
                  StoryText.firstLine(success.text())
                      .transform(line -> SafeText.line(line, SHORT)));
      case ToolResult.Failure failure -> "failed: " + SafeText.line(failure.text(), LONG);
    };
  }
}
