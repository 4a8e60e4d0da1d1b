package dev.bivouac.planner;

import dev.bivouac.journal.Opening;
import dev.bivouac.journal.OpeningMessage;
import dev.bivouac.journal.RunState;
import dev.bivouac.journal.Step;
import dev.bivouac.run.Cost;
import dev.bivouac.run.Usage;
import java.util.Optional;

/**
 * How many tokens the next model call will take: what the provider counted last time, plus an
 * estimate of what is new.
 */
final class Estimate {
  /** Four characters of English make about one token of Kimi's; other scripts fewer. */
  private static final int CHARS_PER_TOKEN = 4;

  /** What a reply has at least; its real length is not known before. */
  private static final long REPLY = 500;

  private Estimate() {}

  static Usage next(RunState state) {
    Optional<Step> last = state.lastStep();
    long known = last.map(step -> step.reply().usage().input()).orElse(0L);
    long input =
        known > 0
            ? known + last.orElseThrow().reply().usage().output() + tokens(resultChars(last.get()))
            : tokens(allChars(state));
    return withCost(state, input, Math.min(known, input), REPLY);
  }

  /**
   * What an attempt that broke off may have used.
   *
   * @param asked the estimate it was asked with
   * @param receivedChars characters that arrived before it broke off
   */
  static Usage broken(RunState state, Usage asked, long receivedChars) {
    return withCost(state, asked.input(), asked.cached(), tokens(receivedChars));
  }

  private static Usage withCost(RunState state, long input, long cached, long output) {
    Optional<Cost> cost =
        state.terms().model().prices().map(prices -> prices.of(input, cached, output));
    return new Usage(input, cached, output, cost);
  }

  private static long tokens(long chars) {
    return (chars + CHARS_PER_TOKEN - 1) / CHARS_PER_TOKEN;
  }

  private static long resultChars(Step step) {
    long results =
        step.calls().stream()
            .mapToLong(call -> call.end().map(end -> end.text().length()).orElse(0))
            .sum();
    return results + step.reminders().stream().mapToLong(String::length).sum();
  }

  private static long allChars(RunState state) {
    Opening opening = state.started().opening();
    long chars =
        opening.messages().stream().map(OpeningMessage::text).mapToLong(String::length).sum()
            + opening.tools().stream()
                .mapToLong(tool -> tool.description().length() + tool.parameters().length())
                .sum();
    for (Step step : state.steps()) {
      chars +=
          resultChars(step)
              + step.reply().text().length()
              + step.reply().reasoning().map(String::length).orElse(0)
              + step.reply().calls().stream().mapToLong(call -> call.arguments().length()).sum();
    }
    return chars;
  }
}
