package dev.bivouac.persistence;

import dev.bivouac.run.RunId;
import java.util.Optional;

/** The process that holds a run does not answer, so that nobody can stop or end the run. */
public final class OwnerSilentException extends RuntimeException {
  OwnerSilentException(RunId run, String process, Optional<String> processId) {
    super(
        processId
            .map(pid ->
                "Run %s is held by %s, which does not answer. If it was stopped, `kill -CONT %s` lets it go on; `kill %s` ends it, and the run can be resumed. Then try again."
                    .formatted(run, process, pid, pid))
            .orElseGet(() ->
                "Run %s is held by %s, which does not answer. End it, then try again."
                    .formatted(run, process)));
  }
}
