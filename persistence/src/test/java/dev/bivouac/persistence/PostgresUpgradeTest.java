package dev.bivouac.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.journal.Batch;
import dev.bivouac.journal.JournalContract;
import dev.bivouac.journal.Lease;
import dev.bivouac.journal.RunHead;
import dev.bivouac.journal.RunState;
import dev.bivouac.journal.SpecJson;
import dev.bivouac.run.RunId;
import dev.bivouac.run.Usage;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A database that a program of schema 1 made, and may still be at work in. */
@Timeout(120)
class PostgresUpgradeTest {
  private static final RunId RUN = new RunId("00000000rest");
  private static final Instant AT = Instant.parse("2026-05-02T07:00:00Z");

  private String address = "";

  @BeforeEach
  void makeAnOldStore() throws SQLException {
    address = PostgresServer.shared().newStore();
    var source = new PostgresSource(PostgresAddress.of(address, Map.of()));
    Flyway.configure(PostgresUpgradeTest.class.getClassLoader())
        .dataSource(source)
        .locations("classpath:dev/bivouac/persistence/schema/postgresql")
        .loggers(FlywayLog.Creator.class.getName())
        .target("1")
        .load()
        .migrate();
    try (Connection connection = source.getConnection()) {
      insertRun(connection);
      OldStore.insertEntry(connection, RUN, 1);
      OldStore.insertEntry(connection, RUN, 2);
    }
  }

  private static void insertRun(Connection connection) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO run (id, workflow, spec, status, epoch, next_entry, steps, owner,"
                + " owned_since, created_at, updated_at)"
                + " VALUES (?, 'power', ?, 'RUNNING', 1, 3, 1, 'nobody', ?, ?, ?)")) {
      insert.setString(1, RUN.value());
      insert.setString(2, SpecJson.text(JournalContract.started("power").spec()));
      for (int i = 3; i <= 5; i++) {
        insert.setObject(i, Sql.time(AT));
      }
      insert.executeUpdate();
    }
  }

  /** What a program of schema 1 does for one more step. */
  private void stepOfAnOldProgram(int number) throws SQLException {
    var source = new PostgresSource(PostgresAddress.of(address, Map.of()));
    try (Connection connection = source.getConnection();
        Statement update = connection.createStatement()) {
      connection.setAutoCommit(false);
      update.execute(
          "UPDATE run SET next_entry = next_entry + 1, steps = steps + 1 WHERE id = '%s'"
              .formatted(RUN));
      OldStore.insertEntry(connection, RUN, number);
      connection.commit();
    }
  }

  private static Optional<Usage> used(PostgresStore store) {
    assertThat(store.list()).extracting(RunHead::id).containsExactly(RUN);
    return store.find(RUN).orElseThrow().position().used();
  }

  private static RunState replayed(PostgresStore store) {
    return RunState.replay(store.read(RUN));
  }

  @Test
  void readsAnOldStoreAsItIsAndGoesOnInIt() {
    try (PostgresStore store = PostgresServer.open(address)) {
      assertThat(used(store)).isEmpty();
      assertThat(store.read(RUN)).hasSize(2);

      Lease lease = store.takeOver(RUN);
      store.append(lease, Batch.after(replayed(store), List.of(JournalContract.said(2, "on"))));

      assertThat(used(store)).contains(replayed(store).progress().usage());
    }
  }

  @Test
  void doesNotKnowWhatARunUsedWithWhichAnOldProgramHasGoneOn() throws SQLException {
    try (PostgresStore store = PostgresServer.open(address)) {
      Lease lease = store.takeOver(RUN);
      store.append(lease, Batch.after(replayed(store), List.of(JournalContract.said(2, "on"))));
      assertThat(used(store)).isPresent();

      stepOfAnOldProgram(4);

      assertThat(used(store)).isEmpty();
    }
  }

  @Test
  void theNextProcessUpgradesWhatAKilledOneHasBegunTo()
      throws IOException, InterruptedException, SQLException {
    var source = new PostgresSource(PostgresAddress.of(address, Map.of()));
    try (Connection inTheWay = source.getConnection();
        Statement lock = inTheWay.createStatement();
        Child child = Child.start("hold", address)) {
      inTheWay.setAutoCommit(false);
      lock.execute("LOCK TABLE run IN ACCESS SHARE MODE");
      Await.until("it is about to change the table", this::isWaiting);
      child.kill();
      inTheWay.rollback();
    }
    Await.until("the server has noticed", () -> !isWaiting());

    try (PostgresStore store = PostgresServer.open(address)) {
      assertThat(store.read(RUN)).hasSize(2);
      assertThat(store.takeOver(RUN).epoch()).isEqualTo(2);
    }
    assertThat(
            PostgresServer.ask(address, "SELECT COUNT(*) FROM flyway_schema_history WHERE success"))
        .contains(Integer.toString(PostgresSchema.VERSION));
  }

  private boolean isWaiting() {
    String waiting =
        "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
            + " AND query ILIKE '%ALTER TABLE run ADD COLUMN used%'";
    return !PostgresServer.ask(address, waiting).orElseThrow().equals("0");
  }
}
