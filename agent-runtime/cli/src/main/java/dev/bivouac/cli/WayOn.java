package dev.bivouac.cli;

import dev.bivouac.journal.JournalEvent.RunPaused;
import dev.bivouac.journal.RunState;
import dev.bivouac.run.RunId;
import dev.bivouac.run.RunLimits;
import java.math.BigDecimal;
import java.time.Duration;

/** The command that takes a run up again, ready to be typed. */
final class WayOn {
  private static final int MORE_STEPS = 100;

  private WayOn() {}

  /** With a higher limit where the run paused at one: without, it would pause again at once. */
  static String command(RunId run, RunState state) {
    return "bivouac resume "
        + run.value()
        + state.pause().map(it -> raised(it, state.limits())).orElse("");
  }

  private static String raised(RunPaused pause, RunLimits limits) {
    return switch (pause.reason()) {
      case STEPS -> " --max-steps " + (limits.maxSteps() + MORE_STEPS);
      case TOKENS -> " --max-tokens " + 2 * limits.maxTokens();
      case TIME -> " --max-time " + minutes(limits.maxActive().multipliedBy(2));
      case COST ->
          limits
              .maxCost()
              .map(cost -> " --max-cost " + cost.multiply(BigDecimal.TWO).toPlainString())
              .orElse("");
      case REPEATED_CALL, MODEL, PARKED, APPROVAL, QUESTION, REQUESTED -> "";
    };
  }

  private static String minutes(Duration time) {
    return Math.max(1, time.toMinutes()) + "m";
  }
}
