package dev.bivouac.persistence;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Something to be written, and how to find out later whether it was.
 *
 * @param entries how many entries it adds
 * @param size about how many characters it writes
 * @param work writes it; throws where it must not be written
 * @param check tells, when a commit has failed, whether it is there all the same
 */
record Change<T>(int entries, long size, Work<T> work, Check<T> check) {
  /** Looks for what {@link #work} has written. */
  @FunctionalInterface
  interface Check<T> {
    boolean isThere(Connection connection, T result) throws SQLException;
  }
}
