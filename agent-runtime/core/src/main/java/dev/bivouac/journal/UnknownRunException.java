package dev.bivouac.journal;

import dev.bivouac.run.RunId;

/** The store has no such run. */
public final class UnknownRunException extends RuntimeException {
  public UnknownRunException(RunId run) {
    super("Run %s is not in this store. List the runs that are.".formatted(run.value()));
  }
}
