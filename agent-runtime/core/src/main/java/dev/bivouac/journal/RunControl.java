package dev.bivouac.journal;

import dev.bivouac.run.RunId;

/**
 * Stops and ends runs from outside the thread that drives them: {@link dev.bivouac.AgentRuntime}
 * for its own, a store for those of other processes.
 */
public interface RunControl {
  /** True if the run is being driven at this moment. */
  boolean isAtWork(RunId run);

  /**
   * Asks a run to stop where it stands: its running tools get their grace, and it can be resumed.
   * Does not wait for it.
   *
   * @return false if nobody drives the run
   */
  boolean stop(RunId run);

  /**
   * Ends a run for good. One that is driven ends as soon as its running tools are done, which is
   * not waited for; any other ends at once.
   *
   * @param reason one sentence for people
   */
  void cancel(RunId run, String reason);
}
