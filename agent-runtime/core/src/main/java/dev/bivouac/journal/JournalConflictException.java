package dev.bivouac.journal;

import dev.bivouac.run.RunId;

/** Somebody else has taken the run over, so this writer must let go of it. */
public final class JournalConflictException extends RuntimeException {
  /** The run was to be removed. */
  public JournalConflictException(RunId run) {
    super(
        "Run %s was not removed, since another process has taken it over or removed it."
            .formatted(run.value()));
  }

  /**
   * An entry was to be written.
   *
   * @param number of the entry
   */
  public JournalConflictException(RunId run, int number) {
    super(
        "Run %s: entry %d was not accepted, since another process has taken the run over. It goes on there; nothing to repair."
            .formatted(run.value(), number));
  }
}
