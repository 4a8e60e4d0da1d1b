package dev.bivouac.planner;

import dev.bivouac.tool.ToolCall;

/** How the model is told that nobody knows what became of a call. */
final class UnknownOutcome {
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
}
