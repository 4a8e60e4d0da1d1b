package dev.bivouac.planner;

import dev.bivouac.journal.RunState;
import dev.bivouac.journal.Step;
import dev.bivouac.run.PauseReason;
import dev.bivouac.run.Text;
import dev.bivouac.tool.ToolCall;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Notices a model that asks for the same call again and again. Reminders at 3, 5 and 8 as in the
 * vendor's own agent; the hard stop is ours, since models were seen to ignore them.
 */
final class RepeatedCalls {
  static final Set<Integer> REMIND_AT = Set.of(3, 5, 8);
  static final int STOP_AT = 12;
  private static final int SHOWN = 200;

  private RepeatedCalls() {}

  static Optional<NextAction> check(RunState state) {
    if (state.steps().isEmpty()) {
      return Optional.empty();
    }
    Step last = state.steps().getLast();
    return last.reply().calls().stream()
        .map(call -> check(state, last, call, streak(state.steps(), call)))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static Optional<NextAction> check(RunState state, Step last, ToolCall call, int streak) {
    boolean justResumed = state.standing().stepsAtResume() == state.steps().size();
    if (streak >= STOP_AT && !justResumed) {
      return Optional.of(
          new NextAction.Pause(
              PauseReason.REPEATED_CALL,
              "The model asked for %s with the same arguments %d times in a row. Resume to let it try once more, or cancel the run."
                  .formatted(call.name(), streak)));
    }
    if (REMIND_AT.contains(streak) && last.reminders().isEmpty()) {
      return Optional.of(new NextAction.Remind(last.number(), text(call, streak)));
    }
    return Optional.empty();
  }

  /** In how many steps in a row, the last included, this very call was asked for. */
  private static int streak(List<Step> steps, ToolCall call) {
    int streak = 0;
    for (Step step : steps.reversed()) {
      if (step.reply().calls().stream().noneMatch(other -> same(other, call))) {
        break;
      }
      streak++;
    }
    return streak;
  }

  private static boolean same(ToolCall one, ToolCall other) {
    return one.name().equals(other.name()) && one.arguments().equals(other.arguments());
  }

  private static String text(ToolCall call, int streak) {
    return streak == 3
        ? "You have asked for %s with the same arguments %d times in a row. Its result will not change: use it, or try something else."
            .formatted(call.name(), streak)
        : "Stop repeating %s with the arguments %s: you have asked for it %d times in a row. Use the results you have, call another tool, or give your final answer."
            .formatted(call.name(), Text.cut(call.arguments(), SHOWN), streak);
  }
}
