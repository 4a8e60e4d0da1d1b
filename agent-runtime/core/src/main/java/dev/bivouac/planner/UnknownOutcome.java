package dev.bivouac.planner;

import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.RunState;
import dev.bivouac.tool.Repeat;
import dev.bivouac.tool.ToolCall;
import java.util.List;

/** How it is said that nobody knows what became of a call. */
public final class UnknownOutcome {
  private UnknownOutcome() {}

  /**
   * Words that make the model verify first.
   *
   * @param why continues "Nobody knows whether this call had its effect"
   */
  static String text(ToolCall call, String why) {
    return "OUTCOME UNKNOWN. Nobody knows whether this call of %s had its effect, %s. Do not assume that it did, nor that it did not. Find out first, with another tool if there is one, and do not simply repeat it; if it cannot be found out, say so in your answer."
        .formatted(call.name(), why);
  }

  /**
   * What is to be written of a run that is ended while calls of it are under way, or were when it
   * was cut short. Those that only read have changed nothing.
   */
  public static List<JournalEvent> leftOpen(RunState state) {
    return state
        .calls()
        .filter(call -> call.end().isEmpty() && call.attempts() > 0)
        .filter(call -> NextAction.repeat(state, call) != Repeat.READS)
        .<JournalEvent>map(call ->
            new JournalEvent.OutcomeUnknown(
                call.call().key(), text(call.call(), "since the run was ended while it ran")))
        .toList();
  }
}
