package dev.bivouac.persistence;

import java.sql.Connection;
import java.sql.SQLException;

/** Something to do with a connection, on the thread that owns it. */
@FunctionalInterface
interface Work<T> {
  T with(Connection connection) throws SQLException;
}
