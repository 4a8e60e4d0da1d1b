package dev.bivouac.planner;

import dev.bivouac.run.CallKey;
import dev.bivouac.tool.ToolResult;
import java.time.Duration;

/** What a tool's thread reports to the thread of its run. */
sealed interface ToolSignal {
  /** The call has its result. */
  record Ended(CallKey call, ToolResult result) implements ToolSignal {}

  /** An attempt failed, and another follows. */
  record AttemptBroke(CallKey call, int attempt, String message, Duration delay)
      implements ToolSignal {}

  /** The reconciler says that the call never happened: it may be made. */
  record NeverHappened(CallKey call) implements ToolSignal {}

  /** The reconciler cannot tell. */
  record NobodyKnows(CallKey call) implements ToolSignal {}

  /** Not from a tool: the run is asked to stop. */
  record StopAsked() implements ToolSignal {}
}
