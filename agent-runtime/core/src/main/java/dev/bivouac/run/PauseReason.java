package dev.bivouac.run;

/** Why a run waits. Stored by name: a constant is never renamed. */
public enum PauseReason {
  /** The limit on model calls was reached. */
  STEPS,
  /** The limit on tokens was reached. */
  TOKENS,
  /** The limit on active time was reached. */
  TIME,
  /** The limit on money was reached, or the next call would pass it. */
  COST,
  /** The model asked for the same call with the same arguments again and again. */
  REPEATED_CALL,
  /** The model's provider refuses or cannot be reached: key, quota, model name, outage. */
  MODEL,
  /** Resumed several times without any progress, so going on by itself would only burn money. */
  PARKED,
  /** A person must approve something first. */
  APPROVAL,
  /** A person must answer something first. */
  QUESTION,
  /** Somebody asked the run to stop for now. */
  REQUESTED
}
