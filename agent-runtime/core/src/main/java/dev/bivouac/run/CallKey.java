package dev.bivouac.run;

/**
 * Names one tool call within its run. The provider's own call ids repeat across steps and hosts, so
 * nothing is ever keyed on those.
 *
 * @param step the step that asked for it, from 1
 * @param index its place among the calls of that step, from 0
 */
public record CallKey(int step, int index) implements Comparable<CallKey> {
  public CallKey {
    if (step < 1) {
      throw new IllegalArgumentException("step must be at least 1, was " + step);
    }
    if (index < 0) {
      throw new IllegalArgumentException("index must be at least 0, was " + index);
    }
  }

  @Override
  public int compareTo(CallKey other) {
    return step != other.step
        ? Integer.compare(step, other.step)
        : Integer.compare(index, other.index);
  }

  /** For people: {@code 12.0} is the first call of step 12. */
  @Override
  public String toString() {
    return step + "." + index;
  }
}
