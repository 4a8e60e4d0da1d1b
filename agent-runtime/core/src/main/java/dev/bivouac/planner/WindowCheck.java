package dev.bivouac.planner;

import dev.bivouac.journal.JournalEvent.AttemptFailed;
import dev.bivouac.journal.RunState;
import dev.bivouac.journal.Step;
import dev.bivouac.journal.Window;
import dev.bivouac.model.ModelFailure.Kind;
import dev.bivouac.run.CallKey;
import dev.bivouac.run.Text;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Hides old tool results before a request would no longer fit into the model's window.
 *
 * <p>From a high-water mark down to a low one, many at once: each hiding changes the request from
 * its first hidden result on, and what stands behind must be paid in full once more. Instructions,
 * goal, replies, reasoning and reminders are never hidden, nor are results that the model has not
 * seen yet.
 */
final class WindowCheck {
  /**
   * Four fifths of the window; the rest is for the answer and for what the estimate is wrong by.
   * The vendor's own agent makes room at 85 % or when fewer than 50,000 of 262,144 tokens are left,
   * which is at 81 %.
   */
  static final double HIGH_WATER = 0.8;

  /**
   * Room for many steps until the next time. The vendor hides all earlier results at once in its
   * own benchmarks (platform.kimi.ai, benchmark best practice); here the newest stay.
   */
  static final double LOW_WATER = 0.25;

  /** After a request was refused as too long, though it was thought to fit. */
  private static final double LOW_WATER_IF_REFUSED = 0.2;

  /** How far below a request that was refused the next ones stay. */
  private static final double BELOW_REFUSED = 0.9;

  private static final int SHOWN_ARGUMENTS = 120;

  private WindowCheck() {}

  static Optional<NextAction> check(RunState state) {
    Window window = state.terms().window();
    long next = Estimate.next(state).input();
    int size = state.terms().model().contextWindow();
    boolean refused = lastWasTooLong(state) && !window.relieved();
    double high = Math.min(size * HIGH_WATER, window.refused() * BELOW_REFUSED);
    if (!refused && next <= high) {
      return Optional.empty();
    }
    double low = refused ? high * LOW_WATER_IF_REFUSED : high * LOW_WATER / HIGH_WATER;
    Map<CallKey, String> lines = oldest(state, next - low);
    return lines.isEmpty() ? Optional.empty() : Optional.of(new NextAction.Hide(lines));
  }

  /** True if a request was refused as too long, for the first time, and is shorter now. */
  static boolean isWorthAnotherTry(RunState state) {
    List<AttemptFailed> failures = state.asking().failures();
    return lastWasTooLong(state)
        && state.terms().window().relieved()
        && failures.stream().filter(WindowCheck::isTooLong).count() == 1;
  }

  private static boolean lastWasTooLong(RunState state) {
    List<AttemptFailed> failures = state.asking().failures();
    return !failures.isEmpty() && isTooLong(failures.getLast());
  }

  private static boolean isTooLong(AttemptFailed failed) {
    return failed.failure().kind() == Kind.CONTEXT_EXCEEDED;
  }

  private static Map<CallKey, String> oldest(RunState state, double tokens) {
    double left = tokens / Estimate.tokensPerChar(state);
    boolean canRecall = state.started().opening().tool(Recall.NAME).isPresent();
    var lines = new TreeMap<CallKey, String>();
    // The model has not seen the results of the last step yet.
    for (Step step : state.steps().subList(0, Math.max(0, state.steps().size() - 1))) {
      for (Step.Call call : step.calls()) {
        String line = line(call, canRecall);
        int saved = call.end().map(end -> end.text().length()).orElse(0) - line.length();
        boolean isHidden = state.terms().hidden().containsKey(call.call().key());
        if (left > 0 && saved > 0 && !isHidden) {
          lines.put(call.call().key(), line);
          left -= saved;
        }
      }
    }
    return lines;
  }

  private static String line(Step.Call call, boolean canRecall) {
    String what =
        "[Hidden to save space: the result of call %s, %s %s, %d characters."
            .formatted(
                call.call().key(),
                call.call().name(),
                Text.cut(call.call().arguments(), SHOWN_ARGUMENTS),
                call.end().map(end -> end.text().length()).orElse(0));
    return canRecall
        ? "%s To read it again, call %s with \"%s\".]"
            .formatted(what, Recall.NAME, call.call().key())
        : what + "]";
  }
}
