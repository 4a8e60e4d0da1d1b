package dev.bivouac.persistence;

import dev.bivouac.run.RunId;

/** The process that holds a run does not answer, so that nobody can stop or end the run. */
public final class OwnerSilentException extends RuntimeException {
  OwnerSilentException(RunId run, FileOwner.Text owner) {
    super(
        owner
            .pid()
            .map(pid ->
                "Run %s is held by %s, which does not answer. If it was stopped, `kill -CONT %s` lets it go on; `kill %s` ends it, and the run can be resumed. Then try again."
                    .formatted(run, owner.holder().process(), pid, pid))
            .orElseGet(() ->
                "Run %s is held by %s, which does not answer. End it, then try again."
                    .formatted(run, owner.holder().process())));
  }
}
