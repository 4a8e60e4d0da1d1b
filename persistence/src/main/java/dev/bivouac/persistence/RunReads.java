package dev.bivouac.persistence;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.EventJson;
import dev.bivouac.journal.JournalFailedException;
import dev.bivouac.journal.Lease;
import dev.bivouac.journal.RunHead;
import dev.bivouac.journal.RunHead.Holder;
import dev.bivouac.journal.RunHead.Position;
import dev.bivouac.journal.StoredEvent;
import dev.bivouac.journal.StoredSpec;
import dev.bivouac.run.RunId;
import dev.bivouac.run.RunStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The SQL that reads runs. It keeps to what PostgreSQL understands as well. */
final class RunReads {
  private static final String HEADS =
      "SELECT id, run_key, spec, status, epoch, next_entry, steps, created_at, updated_at,"
          + " owner, owned_since FROM run";
  private static final String NEWEST_FIRST = " ORDER BY created_at DESC, id DESC LIMIT ?";
  private static final int PAGE = 200;

  private RunReads() {}

  /** All entries of a run; empty if the run is not here. */
  static Optional<List<Entry>> entries(Connection connection, RunId id) throws SQLException {
    Optional<String> next =
        Sql.first(connection, "SELECT next_entry FROM run WHERE id = ?", id.value());
    if (next.isEmpty()) {
      return Optional.empty();
    }
    int count = Integer.parseInt(next.get()) - 1;
    var entries = new ArrayList<Entry>(count);
    // Page by page, so that H2 never puts a long journal into a temporary file.
    for (int after = 0; after < count; after += PAGE) {
      entries.addAll(page(connection, id, after + 1, PAGE));
    }
    if (entries.size() != count) {
      throw new JournalFailedException(
          "Run %s has %d entries where %d were written. Restore the store from a copy."
              .formatted(id, entries.size(), count));
    }
    return Optional.of(List.copyOf(entries));
  }

  /** So many entries of a run at most, from a number on; none if the run is not here. */
  static List<Entry> page(Connection connection, RunId id, int from, int most) throws SQLException {
    var entries = new ArrayList<Entry>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT number, epoch, at, type, version, body FROM entry"
                + " WHERE run_id = ? AND number >= ? AND number < ? ORDER BY number")) {
      select.setString(1, id.value());
      select.setInt(2, from);
      select.setInt(3, from + most);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          var stored = new StoredEvent(row.getString(4), row.getInt(5), row.getString(6));
          entries.add(
              new Entry(row.getInt(1), row.getInt(2), Sql.time(row, 3), EventJson.read(stored)));
        }
      }
    }
    return entries;
  }

  /** The newest runs, so many at most. */
  static List<RunHead> heads(Connection connection, int most, Optional<Holder> holder)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(HEADS + NEWEST_FIRST)) {
      select.setInt(1, most);
      return heads(select, holder);
    }
  }

  static Optional<RunHead> head(Connection connection, RunId id, Optional<Holder> holder)
      throws SQLException {
    return head(connection, " WHERE id = ?", id.value(), holder);
  }

  static Optional<RunHead> headByKey(Connection connection, String key, Optional<Holder> holder)
      throws SQLException {
    return head(connection, " WHERE run_key = ?", key, holder);
  }

  private static Optional<RunHead> head(
      Connection connection, String where, String value, Optional<Holder> holder)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(HEADS + where)) {
      select.setString(1, value);
      return heads(select, holder).stream().findFirst();
    }
  }

  private static List<RunHead> heads(PreparedStatement select, Optional<Holder> holder)
      throws SQLException {
    var heads = new ArrayList<RunHead>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        heads.add(
            new RunHead(
                new RunId(row.getString(1)),
                Optional.ofNullable(row.getString(2)),
                StoredSpec.of(row.getString(3)),
                RunStatus.valueOf(row.getString(4)),
                position(row),
                holderOf(row, holder)));
      }
    }
    return heads;
  }

  /**
   * A process that holds the file drives the run only if it took the run since it took the file.
   */
  private static Optional<Holder> holderOf(ResultSet row, Optional<Holder> file)
      throws SQLException {
    if (file.isEmpty()) {
      return file;
    }
    Holder holder = file.get();
    boolean atWork =
        holder.process().equals(row.getString(10)) && holder.since().equals(Sql.time(row, 11));
    return Optional.of(new Holder(holder.process(), holder.since(), atWork));
  }

  private static Position position(ResultSet row) throws SQLException {
    return new Position(
        row.getInt(5), row.getInt(6) - 1, row.getInt(7), Sql.time(row, 8), Sql.time(row, 9));
  }

  static Optional<RunStatus> status(Connection connection, RunId id) throws SQLException {
    return Sql.first(connection, "SELECT status FROM run WHERE id = ?", id.value())
        .map(RunStatus::valueOf);
  }

  static boolean hasKey(Connection connection, String key) throws SQLException {
    return Sql.first(connection, "SELECT id FROM run WHERE run_key = ?", key).isPresent();
  }

  /** The epoch of a run; 0 if it is not here. */
  static int epoch(Connection connection, RunId id) throws SQLException {
    return Sql.first(connection, "SELECT epoch FROM run WHERE id = ?", id.value())
        .map(Integer::valueOf)
        .orElse(0);
  }

  /** True if the entry is there and was written under that lease. */
  static boolean hasEntry(Connection connection, Lease lease, int number) throws SQLException {
    return Sql.first(
            connection,
            "SELECT number FROM entry WHERE run_id = ? AND number = ? AND epoch = ?",
            lease.run().value(),
            number,
            lease.epoch())
        .isPresent();
  }
}
