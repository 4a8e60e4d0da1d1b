package dev.bivouac.run;

/** How a run ended. A paused run has none: it goes on later. */
public sealed interface RunOutcome {
  /**
   * The model gave its final answer.
   *
   * @param answer the text of the last reply, never blank
   */
  record Completed(String answer) implements RunOutcome {}

  /**
   * The run cannot reach its goal, and resuming would not help.
   *
   * @param reason one sentence for people
   */
  record Failed(String reason) implements RunOutcome {}

  /**
   * Somebody ended the run before it was done.
   *
   * @param reason one sentence for people
   */
  record Cancelled(String reason) implements RunOutcome {}
}
