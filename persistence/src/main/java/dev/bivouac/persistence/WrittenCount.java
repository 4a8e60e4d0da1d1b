package dev.bivouac.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * How many entries were ever written to a file. It is in the file, in the transaction of the
 * entries, so that a file that has come up in an older state shows it; and it is one row, so that
 * looking costs the same however many runs there are.
 */
final class WrittenCount {
  private WrittenCount() {}

  static long read(Connection connection) throws SQLException {
    return Sql.first(connection, "SELECT entries FROM written").map(Long::valueOf).orElse(0L);
  }

  /** Counts entries that the transaction adds. */
  static void add(Connection connection, int entries) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement("UPDATE written SET entries = entries + ?")) {
      update.setInt(1, entries);
      update.executeUpdate();
    }
  }
}
