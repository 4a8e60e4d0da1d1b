package dev.bivouac;

import dev.bivouac.run.RunId;
import java.util.List;

/**
 * A run was not taken up, since this program is not what it was started with and its user wants to
 * know first. Nothing was written.
 */
public final class DriftException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient RunId run;
  private final transient List<String> differences;

  DriftException(RunId run, List<String> differences) {
    super(
        "Run %s was left as it is, since this is not what it was started with. %s"
            .formatted(run, String.join(" ", differences)));
    this.run = run;
    this.differences = List.copyOf(differences);
  }

  /** The run. */
  public RunId run() {
    return run;
  }

  /** What differs, a sentence each. */
  public List<String> differences() {
    return differences;
  }
}
