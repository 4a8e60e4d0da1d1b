package dev.bivouac.persistence;

import dev.bivouac.journal.EventJson;
import dev.bivouac.journal.JournalContract;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.JournalEvent.RunStarted;
import dev.bivouac.journal.SpecJson;
import dev.bivouac.journal.StoredEvent;
import dev.bivouac.run.RunId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import org.flywaydb.core.Flyway;

/** A store as an earlier version of the schema had it. */
final class OldStore {
  private static final Instant AT = Instant.parse("2026-05-02T07:00:00Z");

  private OldStore() {}

  /** Writes the first file of a store of the first schema. */
  static void write(Path folder, Map<RunId, Integer> runs) throws SQLException {
    write(folder, runs, 1);
  }

  /**
   * Writes the first file of a store.
   *
   * @param runs how many entries each run has, which are those of {@link TrialText}
   * @param schema 1 to 3
   */
  static void write(Path folder, Map<RunId, Integer> runs, int schema) throws SQLException {
    Path data = folder.resolve("runs-0001.mv.db");
    Flyway.configure(OldStore.class.getClassLoader())
        .dataSource(H2.url("async:", data), "", "")
        .locations("classpath:dev/bivouac/persistence/schema/h2")
        .loggers(FlywayLog.Creator.class.getName())
        .target(Integer.toString(schema))
        .load()
        .migrate();
    try (Connection connection = H2.open("async:", data)) {
      for (var run : runs.entrySet()) {
        insertRun(connection, run.getKey(), run.getValue());
        for (int number = 1; number <= run.getValue(); number++) {
          insertEntry(connection, run.getKey(), number);
        }
      }
      if (schema > 1) {
        WrittenCount.add(connection, runs.values().stream().mapToInt(it -> it).sum());
      }
    }
  }

  private static void insertRun(Connection connection, RunId run, int entries) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO run (id, run_key, workflow, spec, status, epoch, next_entry, steps,"
                + " owner, owned_since, created_at, updated_at)"
                + " VALUES (?, NULL, 'power', ?, 'RUNNING', 1, ?, ?, 'nobody', ?, ?, ?)")) {
      insert.setString(1, run.value());
      insert.setString(2, SpecJson.text(started().spec()));
      insert.setInt(3, entries + 1);
      insert.setInt(4, entries - 1);
      for (int i = 5; i <= 7; i++) {
        insert.setObject(i, Sql.time(AT));
      }
      insert.executeUpdate();
    }
  }

  static void insertEntry(Connection connection, RunId run, int number) throws SQLException {
    JournalEvent event = number == 1 ? started() : TrialText.said(run, number);
    StoredEvent stored = EventJson.write(event);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO entry (run_id, number, epoch, at, type, version, body)"
                + " VALUES (?, ?, 1, ?, ?, ?, ?)")) {
      insert.setString(1, run.value());
      insert.setInt(2, number);
      insert.setObject(3, Sql.time(AT));
      insert.setString(4, stored.type());
      insert.setInt(5, stored.version());
      insert.setString(6, stored.body());
      insert.executeUpdate();
    }
  }

  private static RunStarted started() {
    return JournalContract.started("power");
  }
}
