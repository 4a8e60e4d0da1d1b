package dev.bivouac.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.run.RunId;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Processes that are killed while they make the tables of an empty database. */
@Timeout(120)
class PostgresMigrationTest {
  private static final String TABLES =
      "SELECT STRING_AGG(tablename, ' ' ORDER BY tablename) FROM pg_tables"
          + " WHERE schemaname = CURRENT_SCHEMA()";

  @ParameterizedTest
  @ValueSource(strings = {"flyway_schema_history", "run", "entry", "holder"})
  void theNextProcessBringsUpWhatAKilledOneHasBegun(String table)
      throws IOException, InterruptedException, SQLException {
    String address = PostgresServer.shared().newStore();
    var source = new PostgresSource(PostgresAddress.of(address, Map.of()));
    try (Connection inTheWay = source.getConnection();
        Statement create = inTheWay.createStatement();
        Child child = Child.start("hold", address)) {
      inTheWay.setAutoCommit(false);
      create.execute("CREATE TABLE %s (id INT)".formatted(table));
      Await.until("it is about to make " + table, () -> waiting(address, table));
      child.kill();
      inTheWay.rollback();
    }
    Await.until("the server has noticed", () -> !waiting(address, table));

    try (Child next = Child.start("hold", address);
        PostgresStore store = PostgresServer.open(address)) {
      var run = new RunId(next.line().orElseThrow());
      assertThat(store.read(run)).hasSize(1);
      next.finish();
      assertThat(store.takeOver(run).epoch()).isEqualTo(2);
    }
    assertThat(PostgresServer.ask(address, TABLES))
        .contains("entry flyway_schema_history holder run");
    assertThat(
            PostgresServer.ask(address, "SELECT COUNT(*) FROM flyway_schema_history WHERE success"))
        .contains(Integer.toString(PostgresSchema.VERSION));
  }

  private static boolean waiting(String address, String table) {
    String waiting =
        "SELECT COUNT(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query ILIKE '%%CREATE TABLE%%%s%%'"
            .formatted(table);
    return !PostgresServer.ask(address, waiting).orElseThrow().equals("0");
  }
}
