package dev.bivouac.planner;

import dev.bivouac.journal.JournalEvent.ModelAsked;
import dev.bivouac.journal.RunState;
import dev.bivouac.run.Cost;
import dev.bivouac.run.PauseReason;
import dev.bivouac.run.RunLimits;
import dev.bivouac.run.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** Pauses a run before the model call that would pass one of its limits. */
final class LimitCheck {
  private LimitCheck() {}

  static Optional<NextAction> check(RunState state) {
    RunLimits limits = state.limits();
    Usage used =
        state
            .progress()
            .usage()
            .plus(state.asking().unanswered().map(ModelAsked::estimate).orElse(Usage.NONE));
    if (state.steps().size() >= limits.maxSteps()) {
      return pause(
          PauseReason.STEPS,
          "The run has used its %d steps. Resume it with --max-steps %d, say."
              .formatted(limits.maxSteps(), limits.maxSteps() + 100));
    }
    if (used.total() >= limits.maxTokens()) {
      return pause(
          PauseReason.TOKENS,
          "The run has used %d of its %d tokens. Resume it with a higher --max-tokens."
              .formatted(used.total(), limits.maxTokens()));
    }
    if (state.progress().active().compareTo(limits.maxActive()) >= 0) {
      return pause(
          PauseReason.TIME,
          "The run was at work for %d minutes, which is its limit. Resume it with a longer --max-time."
              .formatted(limits.maxActive().toMinutes()));
    }
    return limits.maxCost().flatMap(max -> checkCost(state, used, max));
  }

  private static Optional<NextAction> checkCost(RunState state, Usage used, BigDecimal max) {
    Cost spent = used.cost().orElse(Cost.NOTHING);
    Cost next = Estimate.next(state).cost().orElse(Cost.NOTHING);
    if (spent.plus(next).usd().compareTo(max) <= 0) {
      return Optional.empty();
    }
    return pause(
        PauseReason.COST,
        "The run has cost %s USD, and the next call, at %s USD, would pass its limit of %s USD. Resume it with a higher --max-cost."
            .formatted(shown(spent), shown(next), max.toPlainString()));
  }

  private static String shown(Cost cost) {
    return (cost.estimated() ? "~" : "")
        + cost.usd().setScale(4, RoundingMode.HALF_UP).toPlainString();
  }

  private static Optional<NextAction> pause(PauseReason reason, String message) {
    return Optional.of(new NextAction.Pause(reason, message));
  }
}
