package dev.bivouac.persistence;

import dev.bivouac.journal.RunState;

/**
 * Watches a run that another process drives, until it is over, waits, or nobody drives it any more.
 */
public interface RunWatch extends AutoCloseable {
  /**
   * Watches. Blocks until there is nothing more to watch, or the watch is closed.
   *
   * @return how the run stands then; {@link dev.bivouac.run.RunStatus#RUNNING} means that nobody
   *     drives it, unless the watch was closed
   */
  RunState follow();

  /** Ends the watching, from any thread; the run itself does not notice. */
  void leave();

  @Override
  default void close() {
    leave();
  }
}
