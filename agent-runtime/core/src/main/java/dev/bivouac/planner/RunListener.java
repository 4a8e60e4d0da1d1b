package dev.bivouac.planner;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.RunState;
import dev.bivouac.model.ModelFailure;
import dev.bivouac.run.RunId;
import java.time.Duration;
import java.util.List;

/**
 * Watches runs as they happen. It can change nothing: what it throws is logged and forgotten.
 * Called on the threads of the run, so it must not block.
 */
public interface RunListener {
  /** Hears nothing. */
  RunListener NONE = new RunListener() {};

  /** Tells each of them, in order; what one of them throws keeps nothing from the others. */
  static RunListener all(List<? extends RunListener> listeners) {
    return new AllListeners(listeners.stream().map(QuietListener::new).toList());
  }

  /**
   * A run begins, or goes on after a resume.
   *
   * @param state as it stands before the first action
   */
  default void opened(RunId run, RunState state) {}

  /**
   * An entry is durable.
   *
   * @param state after the entry
   */
  default void appended(RunId run, Entry entry, RunState state) {}

  /** A piece of the model's reasoning arrived. It may yet be discarded. */
  default void thinking(RunId run, String piece) {}

  /** A piece of the model's text arrived. It may yet be discarded. */
  default void text(RunId run, String piece) {}

  /** What the attempt has sent so far does not count. */
  default void attemptDiscarded(RunId run, ModelFailure failure) {}

  /** The run waits before it tries again. */
  default void waiting(RunId run, Duration wait, ModelFailure failure) {}
}
