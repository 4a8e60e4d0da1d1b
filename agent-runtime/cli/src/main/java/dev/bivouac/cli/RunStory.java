package dev.bivouac.cli;

import dev.bivouac.journal.OpeningMessage;
import dev.bivouac.journal.RunHead;
import dev.bivouac.journal.RunState;
import dev.bivouac.journal.Step;
import dev.bivouac.run.RunOutcome;
import dev.bivouac.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;

/** A run told for people. */
final class RunStory {
  private static final int LINE = 110;

  private final RunHead head;
  private final RunState state;
  private final boolean reasoning;

  RunStory(RunHead head, RunState state, boolean reasoning) {
    this.head = head;
    this.state = state;
    this.reasoning = reasoning;
  }

  /** Goal, every step in short, where it stands. */
  List<String> whole() {
    var lines = new ArrayList<String>();
    lines.add("Run %s  %s".formatted(head.id(), LsCommand.word(head)));
    lines.add(
        "  %s with %s, %s"
            .formatted(
                head.spec().workflow(),
                state.terms().model().label(),
                Shown.tokens(state.progress().usage())));
    state.started().opening().messages().stream()
        .filter(message -> message.role() == OpeningMessage.Role.USER)
        .forEach(message -> lines.add("  Goal: " + SafeText.line(message.text(), LINE)));
    lines.add("");
    for (Step step : state.steps()) {
      lines.add(title(step));
      if (reasoning) {
        step.reply().reasoning().ifPresent(text -> lines.add(indented(text)));
      }
      step.calls().forEach(call -> lines.add("  " + call(call)));
      step.reminders().forEach(text -> lines.add("  told: " + SafeText.line(text, LINE)));
    }
    lines.add("");
    lines.addAll(ending());
    return lines;
  }

  /** One step with everything in it. */
  List<String> step(Step step) {
    var lines = new ArrayList<String>();
    lines.add(title(step));
    if (reasoning) {
      step.reply().reasoning().ifPresent(text -> lines.add(indented(text)));
    }
    if (!step.reply().text().isBlank()) {
      lines.add(step.reply().text());
    }
    for (Step.Call call : step.calls()) {
      lines.add("");
      lines.add(
          "%s %s %s".formatted(call.call().key(), call.call().name(), call.call().arguments()));
      lines.add(call.end().map(Step.End::text).orElse("(no result yet)"));
    }
    return lines;
  }

  private static String title(Step step) {
    String said =
        step.reply().isFinal()
            ? "the final answer, %,d characters".formatted(step.reply().text().length())
            : step.reply().text().isBlank() ? "" : SafeText.line(step.reply().text(), LINE);
    return "Step %d  %s".formatted(step.number(), said).stripTrailing();
  }

  private static String call(Step.Call call) {
    String end =
        call.end().isEmpty()
            ? call.attempts() == 0 ? "not started" : "cut short"
            : switch (call.end().get()) {
              case Step.End.Unknown unknown -> "OUTCOME UNKNOWN";
              case Step.End.Known known ->
                  switch (known.result()) {
                    case ToolResult.Success success -> SafeText.line(success.text(), LINE / 2);
                    case ToolResult.Failure failure ->
                        "failed: " + SafeText.line(failure.text(), LINE);
                  };
            };
    return "%s %s %s -> %s"
        .formatted(
            call.call().key(),
            SafeText.line(call.call().name(), LINE),
            SafeText.line(Shown.arguments(call.call().arguments()), LINE / 2),
            end);
  }

  private List<String> ending() {
    var lines = new ArrayList<String>();
    String id = head.id().value();
    if (state.outcome().isPresent()) {
      switch (state.outcome().get()) {
        case RunOutcome.Completed completed -> {
          lines.add("Completed. The answer begins: " + SafeText.line(completed.answer(), LINE));
          lines.add(
              "Files go to %s; `bivouac resume %s` writes a missing one again."
                  .formatted(head.spec().setting().outputFolder(), id));
        }
        case RunOutcome.Failed failed -> lines.add("Failed: " + failed.reason());
        case RunOutcome.Cancelled cancelled -> lines.add("Cancelled: " + cancelled.reason());
      }
    } else if (head.atWork()) {
      lines.add("At work in %s.".formatted(head.holder().orElseThrow().process()));
    } else {
      lines.add(state.pause().map(pause -> "Paused: " + pause.message()).orElse("Interrupted."));
      lines.add("Go on with: bivouac resume " + id);
    }
    if (state.unknownOutcomes() > 0) {
      lines.add(
          "%d tool calls have an unknown outcome: check what they did."
              .formatted(state.unknownOutcomes()));
    }
    return lines;
  }

  private static String indented(String text) {
    return "  | " + text.strip().replace("\n", "\n  | ");
  }
}
