package dev.bivouac.persistence;

import java.io.IOException;

/** What a store stands on, the calls to which are counted and fail when they are told to. */
interface Unreliable extends AutoCloseable {
  /** The store of a new process. */
  Store open();

  /** What a message about a failure must name. */
  String name();

  /** Lets that call from now on fail. */
  void failAt(long call, Fault fault);

  /**
   * Fails no more, and stays so until the process before this one counts as dead.
   *
   * @return how many calls there were since it was told to fail
   */
  long mend() throws IOException;

  /** Takes it away. */
  @Override
  void close() throws IOException;
}
