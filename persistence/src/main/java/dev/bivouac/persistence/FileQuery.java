package dev.bivouac.persistence;

import dev.bivouac.journal.RunHead.Holder;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** A question to one file of a store. */
@FunctionalInterface
interface FileQuery<T> {
  /**
   * The answer.
   *
   * @param holder the other process that writes the file, if one does
   */
  T on(Connection connection, Optional<Holder> holder) throws SQLException;
}
