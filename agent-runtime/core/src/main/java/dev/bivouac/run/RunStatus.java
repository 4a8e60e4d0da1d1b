package dev.bivouac.run;

import java.util.Locale;

/** Where a run stands, as {@code ls} shows it. */
public enum RunStatus {
  /** Started and not over: at work in some process, or interrupted and to be resumed. */
  RUNNING,
  /** Waits for somebody: a limit was reached, the model cannot be had, a question is open. */
  PAUSED,
  COMPLETED,
  FAILED,
  CANCELLED;

  /** True once nothing more can happen in the run. */
  public boolean over() {
    return switch (this) {
      case RUNNING, PAUSED -> false;
      case COMPLETED, FAILED, CANCELLED -> true;
    };
  }

  /** As it is written in JSON and on the screen. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The status of a run that ended so.
   *
   * @param outcome how it ended
   */
  public static RunStatus of(RunOutcome outcome) {
    return switch (outcome) {
      case RunOutcome.Completed completed -> COMPLETED;
      case RunOutcome.Failed failed -> FAILED;
      case RunOutcome.Cancelled cancelled -> CANCELLED;
    };
  }
}
