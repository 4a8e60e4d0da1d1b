package dev.bivouac.planner;

import dev.bivouac.journal.Opening;
import dev.bivouac.journal.OpeningMessage;
import dev.bivouac.journal.RunState;
import dev.bivouac.journal.Step;
import dev.bivouac.journal.Window;
import dev.bivouac.run.CallKey;

/** How many characters of a run the model sees. */
final class ViewSize {
  private final RunState state;
  private final Window window;

  ViewSize(RunState state) {
    this.state = state;
    this.window = state.terms().window();
  }

  /** What the request held that the last reply answered. */
  long sentLast() {
    return opening()
        + state.steps().subList(0, Math.max(0, state.steps().size() - 1)).stream()
            .mapToLong(step -> reply(step) + results(step, false))
            .sum();
  }

  /** What the next request will hold. */
  long next() {
    return opening()
        + state.steps().stream().mapToLong(step -> reply(step) + results(step, true)).sum();
  }

  /** What the next request will hold before that step's results. */
  long before(CallKey call) {
    return opening()
        + state.steps().subList(0, call.step()).stream()
            .mapToLong(
                step -> reply(step) + (step.number() < call.step() ? results(step, true) : 0))
            .sum();
  }

  /** What stands behind the last reply. */
  long newest() {
    return state.lastStep().map(step -> results(step, true)).orElse(0L);
  }

  /** What hiding has taken away since the last reply. */
  long saved() {
    return state.steps().stream()
        .mapToLong(step -> results(step, false) - results(step, true))
        .sum();
  }

  private long opening() {
    Opening opening = state.started().opening();
    return opening.messages().stream().map(OpeningMessage::text).mapToLong(String::length).sum()
        + opening.tools().stream()
            .mapToLong(tool -> tool.description().length() + tool.parameters().length())
            .sum();
  }

  private static long reply(Step step) {
    return step.reply().text().length()
        + step.reply().reasoning().map(String::length).orElse(0)
        + step.reply().calls().stream().mapToLong(call -> call.arguments().length()).sum();
  }

  private long results(Step step, boolean now) {
    long chars = step.reminders().stream().mapToLong(String::length).sum();
    for (Step.Call call : step.calls()) {
      CallKey key = call.call().key();
      String line = now || !window.fresh().contains(key) ? window.hidden().get(key) : null;
      chars += line != null ? line.length() : call.end().map(end -> end.text().length()).orElse(0);
    }
    return chars;
  }
}
