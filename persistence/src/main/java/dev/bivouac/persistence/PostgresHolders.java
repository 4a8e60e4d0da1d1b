package dev.bivouac.persistence;

import dev.bivouac.journal.Lease;
import dev.bivouac.journal.RunHead.Holder;
import dev.bivouac.run.RunId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The SQL for who drives a run. A process that drives runs holds an advisory lock for as long as it
 * lives; the lock's key stands beside the run.
 */
final class PostgresHolders {
  /** An advisory lock with a key of 64 bits is listed as two halves. */
  private static final String ALIVE =
      "SELECT h.run_id, h.lock_key, r.owner, r.owned_since FROM holder h JOIN run r ON r.id = h.run_id"
          + " WHERE h.lock_key <> ? AND h.lock_key IN ("
          + "SELECT (classid::bigint << 32) | objid::bigint FROM pg_locks"
          + " WHERE locktype = 'advisory' AND objsubid = 1 AND granted AND database ="
          + " (SELECT oid FROM pg_database WHERE datname = current_database()))";

  private PostgresHolders() {}

  /**
   * A live process that drives a run.
   *
   * @param key of its lock
   */
  record Live(long key, Holder holder) {}

  /** The live process that drives the run, unless it is the one with that key. */
  static Optional<Live> other(Connection connection, RunId run, long mine) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(ALIVE + " AND h.run_id = ?")) {
      select.setLong(1, mine);
      select.setString(2, run.value());
      return Optional.ofNullable(read(select).get(run));
    }
  }

  /** The runs that other live processes than the one with that key drive. */
  static Map<RunId, Live> others(Connection connection, long mine) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(ALIVE)) {
      select.setLong(1, mine);
      return read(select);
    }
  }

  private static Map<RunId, Live> read(PreparedStatement select) throws SQLException {
    var live = new HashMap<RunId, Live>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        var holder = new Holder(PostgresText.read(row.getString(3)), Sql.time(row, 4));
        live.put(new RunId(row.getString(1)), new Live(row.getLong(2), holder));
      }
    }
    return live;
  }

  /** True if the process with that key drives the run, or did when it died. */
  static boolean isHolder(Connection connection, RunId run, long key) throws SQLException {
    return Sql.first(
            connection,
            "SELECT run_id FROM holder WHERE run_id = ? AND lock_key = ?",
            run.value(),
            key)
        .isPresent();
  }

  /** From now on the process with that key drives the run. */
  static void hold(Connection connection, RunId run, long key) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO holder (run_id, lock_key) VALUES (?, ?)"
                + " ON CONFLICT (run_id) DO UPDATE SET lock_key = excluded.lock_key")) {
      insert.setString(1, run.value());
      insert.setLong(2, key);
      insert.executeUpdate();
    }
  }

  /** Nobody drives the run. */
  static void letGo(Connection connection, RunId run) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM holder WHERE run_id = ?")) {
      delete.setString(1, run.value());
      delete.executeUpdate();
    }
  }

  /** The process with that key does not drive the run any more, unless it has taken it anew. */
  static int letGo(Connection connection, Lease lease, long key) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM holder h USING run r WHERE r.id = h.run_id"
                + " AND h.run_id = ? AND h.lock_key = ? AND r.epoch = ?")) {
      delete.setString(1, lease.run().value());
      delete.setLong(2, key);
      delete.setInt(3, lease.epoch());
      return delete.executeUpdate();
    }
  }

  /** The process with that key drives nothing any more. */
  static int letGoOfAll(Connection connection, long key) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement("DELETE FROM holder WHERE lock_key = ?")) {
      delete.setLong(1, key);
      return delete.executeUpdate();
    }
  }
}
