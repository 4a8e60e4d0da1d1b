package dev.bivouac.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Optional;

/**
 * How many entries were ever written to a file. It is in the file, in the transaction of the
 * entries, so that a file that has come up in an older state shows it; and it is one row, so that
 * looking costs the same however many runs there are.
 */
final class WrittenCount {
  private WrittenCount() {}

  /** The count; of tables older than it, what they hold. */
  static long read(Connection connection) throws SQLException {
    Optional<Long> count = number(connection, "SELECT entries FROM written");
    return count.isPresent()
        ? count.get()
        : number(connection, "SELECT SUM(next_entry - 1) FROM run").orElse(0L);
  }

  private static Optional<Long> number(Connection connection, String sql) throws SQLException {
    try {
      return Sql.first(connection, sql).map(Long::valueOf);
    } catch (SQLException e) {
      if (H2.isTableMissing(e)) {
        return Optional.empty();
      }
      throw e;
    }
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
