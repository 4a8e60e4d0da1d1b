package dev.bivouac.persistence;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.EventJson;
import dev.bivouac.journal.JournalEvent.ModelReplied;
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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The SQL that reads runs. It keeps to what PostgreSQL understands as well. */
final class RunReads {
  private static final String HEADS =
      "SELECT id, run_key, spec, status, epoch, next_entry, steps, created_at, updated_at,"
          + " owner, owned_since, checksum, used, used_entries, used_checksum FROM run";
  private static final String NEWEST_FIRST = " ORDER BY created_at DESC, id DESC LIMIT ?";
  private static final int PAGE = 200;

  private RunReads() {}

  /** All entries of a run; empty if the run is not here. */
  static Optional<List<Entry>> entries(Connection connection, RunId id) throws SQLException {
    Optional<RunHead> head = head(connection, id, Optional.empty());
    if (head.isEmpty()) {
      return Optional.empty();
    }
    int count = head.get().position().entries();
    var entries = new ArrayList<Entry>();
    // Page by page, so that H2 never puts a long journal into a temporary file.
    for (int after = 0; after < count; after += PAGE) {
      entries.addAll(page(connection, id, after + 1, PAGE));
    }
    if (entries.size() != count) {
      throw new SQLException(
          "run %s has %d entries where %d were written".formatted(id, entries.size(), count));
    }
    check(head.get(), entries);
    return Optional.of(List.copyOf(entries));
  }

  /** What the head says in other words must be what the entries say. */
  private static void check(RunHead head, List<Entry> entries) throws SQLException {
    RunStatus status = RunStatus.RUNNING;
    int steps = 0;
    for (Entry entry : entries) {
      status = RunHead.statusAfter(status, entry.event());
      steps += entry.event() instanceof ModelReplied ? 1 : 0;
    }
    Position position = head.position();
    if (head.status() != status
        || position.steps() != steps
        || !position.createdAt().equals(entries.getFirst().at())
        || !position.updatedAt().equals(entries.getLast().at())) {
      throw new SQLException("run %s says something else than its entries".formatted(head.id()));
    }
  }

  /** So many entries of a run at most, from a number on; none if the run is not here. */
  static List<Entry> page(Connection connection, RunId id, int from, int most) throws SQLException {
    var entries = new ArrayList<Entry>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "SELECT number, epoch, at, type, version, body, checksum FROM entry"
                + " WHERE run_id = ? AND number >= ? AND number < ? ORDER BY number")) {
      select.setString(1, id.value());
      select.setInt(2, from);
      select.setInt(3, from + most);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          var stored = new StoredEvent(row.getString(4), row.getInt(5), row.getString(6));
          int number = row.getInt(1);
          int epoch = row.getInt(2);
          Instant at = Sql.time(row, 3);
          Checksum.check(
              row,
              7,
              Checksum.ofEntry(id, number, epoch, at, stored),
              "entry %d of run %s".formatted(number, id));
          entries.add(new Entry(number, epoch, at, EventJson.read(stored)));
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
        heads.add(head(row, holder));
      }
    }
    return heads;
  }

  private static RunHead head(ResultSet row, Optional<Holder> holder) throws SQLException {
    try {
      var id = new RunId(row.getString(1));
      Optional<String> key = Optional.ofNullable(row.getString(2));
      String spec = row.getString(3);
      Position position = position(row, id);
      Checksum.check(
          row, 12, Checksum.ofRun(id, key, spec, position.createdAt()), "run %s".formatted(id));
      return new RunHead(
          id,
          key,
          StoredSpec.of(spec),
          RunStatus.valueOf(row.getString(4)),
          position,
          holderOf(row, holder));
    } catch (IllegalArgumentException e) {
      throw new SQLException("a run is damaged: " + e.getMessage(), e);
    }
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

  private static Position position(ResultSet row, RunId id) throws SQLException {
    int entries = row.getInt(6) - 1;
    return new Position(
        row.getInt(5),
        entries,
        row.getInt(7),
        Sql.time(row, 8),
        Sql.time(row, 9),
        KeptUsage.read(row, 13, id, entries));
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
