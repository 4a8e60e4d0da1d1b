package dev.bivouac;

import dev.bivouac.run.RunLimits;
import java.util.function.UnaryOperator;

/**
 * On what terms a run is taken up again.
 *
 * @param limits what becomes of the limits that the run has
 * @param onDrift what to do if this program is not what the run was started with
 * @param takingOver true to take the run even from a live process, where the store can
 */
public record ResumeTerms(UnaryOperator<RunLimits> limits, OnDrift onDrift, boolean takingOver) {
  /** What a difference between then and now leads to. */
  public enum OnDrift {
    /** It is journaled and told, and the run goes on. */
    GO_ON,
    /** The run is left untouched: {@link DriftException}. */
    STOP
  }

  /** With the limits it has, whatever has changed. */
  public static final ResumeTerms AS_IT_IS =
      new ResumeTerms(limits -> limits, OnDrift.GO_ON, false);

  /** The same with other limits. A resume resets no counter. */
  public ResumeTerms withLimits(UnaryOperator<RunLimits> change) {
    return new ResumeTerms(change, onDrift, takingOver);
  }

  /** The same with another word for drift. */
  public ResumeTerms withOnDrift(OnDrift word) {
    return new ResumeTerms(limits, word, takingOver);
  }

  /** The same, taking the run even from a live process. */
  public ResumeTerms withTakingOver(boolean taking) {
    return new ResumeTerms(limits, onDrift, taking);
  }
}
