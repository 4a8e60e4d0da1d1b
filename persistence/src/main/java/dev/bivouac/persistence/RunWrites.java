package dev.bivouac.persistence;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.EventJson;
import dev.bivouac.journal.JournalConflictException;
import dev.bivouac.journal.JournalEvent.ModelReplied;
import dev.bivouac.journal.JournalFailedException;
import dev.bivouac.journal.Lease;
import dev.bivouac.journal.RunHead;
import dev.bivouac.journal.RunHead.Holder;
import dev.bivouac.journal.RunKeyTakenException;
import dev.bivouac.journal.SpecJson;
import dev.bivouac.journal.StoredEvent;
import dev.bivouac.journal.UnknownRunException;
import dev.bivouac.run.RunId;
import dev.bivouac.run.RunStatus;
import dev.bivouac.run.Usage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** The SQL that changes runs. It keeps to what PostgreSQL understands as well. */
final class RunWrites {
  private RunWrites() {}

  /** A new run with its first entry. */
  static Change<Lease> insert(NewRun run) {
    StoredEvent body = EventJson.write(run.started());
    String spec = SpecJson.text(run.started().spec());
    return new Change<>(
        1,
        body.body().length() + spec.length(),
        connection -> {
          refuseDuplicates(connection, run);
          insertRun(connection, run, spec);
          insertEntry(connection, run.id(), new Entry(1, 1, run.at(), run.started()), body);
          return new Lease(run.id(), 1);
        },
        (connection, lease) -> RunReads.hasEntry(connection, lease, 1));
  }

  private static void refuseDuplicates(Connection connection, NewRun run) throws SQLException {
    if (run.key().isPresent() && RunReads.hasKey(connection, run.key().get())) {
      throw new RunKeyTakenException(run.key().get());
    }
    if (RunReads.status(connection, run.id()).isPresent()) {
      throw new JournalFailedException(
          "Run %s is in the store already. Draw another id.".formatted(run.id()));
    }
  }

  private static void insertRun(Connection connection, NewRun run, String spec)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO run (id, run_key, workflow, spec, status, epoch, next_entry, steps,"
                + " owner, owned_since, created_at, updated_at, checksum, used, used_entries, used_checksum)"
                + " VALUES (?, ?, ?, ?, ?, 1, 2, 0, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, run.id().value());
      insert.setString(2, run.key().orElse(null));
      insert.setString(3, Sql.legible(run.started().spec().workflow()));
      insert.setString(4, spec);
      insert.setString(5, RunStatus.RUNNING.name());
      insert.setString(6, run.owner().process());
      insert.setObject(7, Sql.time(run.owner().since()));
      insert.setObject(8, Sql.time(run.at()));
      insert.setObject(9, Sql.time(run.at()));
      insert.setLong(10, Checksum.ofRun(run.id(), run.key(), spec, run.at()));
      KeptUsage.set(insert, 11, run.id(), 1, Optional.of(Usage.NONE));
      insert.executeUpdate();
    }
  }

  /** A new epoch for a run, so that older leases are void. */
  static Change<Lease> takeOver(RunId id, Holder owner) {
    return new Change<>(
        0,
        0,
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "UPDATE run SET epoch = epoch + 1, owner = ?, owned_since = ? WHERE id = ?")) {
            update.setString(1, owner.process());
            update.setObject(2, Sql.time(owner.since()));
            update.setString(3, id.value());
            if (update.executeUpdate() != 1) {
              throw new UnknownRunException(id);
            }
          }
          return new Lease(id, RunReads.epoch(connection, id));
        },
        (connection, lease) -> RunReads.epoch(connection, id) == lease.epoch());
  }

  /** More entries, if the lease is good and their number is the next one. */
  static Change<List<Entry>> append(Additions more) {
    return new Change<>(
        more.entries().size(),
        more.characters(),
        connection -> {
          RunId run = more.lease().run();
          if (!moveOn(connection, more)) {
            throw RunReads.status(connection, run).isPresent()
                ? new JournalConflictException(run, more.first())
                : new UnknownRunException(run);
          }
          for (int i = 0; i < more.entries().size(); i++) {
            insertEntry(connection, run, more.entries().get(i), more.bodies().get(i));
          }
          return more.entries();
        },
        (connection, entries) -> RunReads.hasEntry(connection, more.lease(), more.last()));
  }

  /** A run and its entries are gone, if the lease is good. */
  static Change<Boolean> remove(Lease lease) {
    return new Change<>(
        0,
        0,
        connection -> {
          delete(connection, "DELETE FROM entry WHERE run_id = ?", lease.run());
          try (PreparedStatement delete =
              connection.prepareStatement("DELETE FROM run WHERE id = ? AND epoch = ?")) {
            delete.setString(1, lease.run().value());
            delete.setInt(2, lease.epoch());
            if (delete.executeUpdate() != 1) {
              throw new JournalConflictException(lease.run());
            }
          }
          return true;
        },
        (connection, removed) -> RunReads.status(connection, lease.run()).isEmpty());
  }

  private static void delete(Connection connection, String sql, RunId run) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      delete.setString(1, run.value());
      delete.executeUpdate();
    }
  }

  /** The guard: it counts only in the lease's epoch and while the number is free. */
  private static boolean moveOn(Connection connection, Additions more) throws SQLException {
    Optional<RunStatus> status = Optional.empty();
    int replies = 0;
    for (Entry entry : more.entries()) {
      Optional<RunStatus> before = status;
      status = RunHead.statusSetBy(entry.event()).or(() -> before);
      replies += entry.event() instanceof ModelReplied ? 1 : 0;
    }
    try (PreparedStatement update =
        connection.prepareStatement(
            "UPDATE run SET next_entry = ?, status = COALESCE(?, status), steps = steps + ?, updated_at = ?,"
                + " used = ?, used_entries = ?, used_checksum = ?"
                + " WHERE id = ? AND epoch = ? AND next_entry = ?")) {
      update.setInt(1, more.last() + 1);
      update.setString(2, status.map(RunStatus::name).orElse(null));
      update.setInt(3, replies);
      update.setObject(4, Sql.time(more.entries().getLast().at()));
      KeptUsage.set(update, 5, more.lease().run(), more.last(), more.used());
      update.setString(8, more.lease().run().value());
      update.setInt(9, more.lease().epoch());
      update.setInt(10, more.first());
      return update.executeUpdate() == 1;
    }
  }

  private static void insertEntry(Connection connection, RunId run, Entry entry, StoredEvent stored)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO entry (run_id, number, epoch, at, type, version, body, checksum)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)")) {
      insert.setString(1, run.value());
      insert.setInt(2, entry.number());
      insert.setInt(3, entry.epoch());
      insert.setObject(4, Sql.time(entry.at()));
      insert.setString(5, stored.type());
      insert.setInt(6, stored.version());
      insert.setString(7, stored.body());
      insert.setLong(8, Checksum.ofEntry(run, entry, stored));
      insert.executeUpdate();
    }
  }
}
