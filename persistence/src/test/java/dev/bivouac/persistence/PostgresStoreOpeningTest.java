package dev.bivouac.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bivouac.journal.JournalContract;
import dev.bivouac.journal.JournalFailedException;
import dev.bivouac.journal.Lease;
import dev.bivouac.run.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class PostgresStoreOpeningTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String TABLES =
      "SELECT string_agg(relname, ',' ORDER BY relname) FROM pg_class"
          + " WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'";

  @Test
  void opensTheSameStoreAgain() {
    String address = PostgresServer.shared().newStore();
    RunId run;
    try (PostgresStore store = PostgresServer.open(address)) {
      run = create(store, Optional.empty()).run();
    }

    try (PostgresStore store = PostgresServer.open(address)) {
      assertThat(store.read(run)).hasSize(1);
      assertThat(store.find(run).orElseThrow().interrupted()).isTrue();
    }
  }

  @Test
  void makesItsTablesOnceWhenSeveralOpenItAtOnce() throws InterruptedException, ExecutionException {
    String address = PostgresServer.shared().newStore();
    Callable<PostgresStore> opening = () -> PostgresServer.open(address);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<PostgresStore> opened :
          threads.invokeAll(List.of(opening, opening, opening, opening))) {
        try (PostgresStore store = opened.get()) {
          create(store, Optional.empty());
        }
      }
    }
    assertThat(PostgresServer.ask(address, "SELECT count(*) FROM run")).contains("4");
    assertThat(PostgresServer.ask(address, TABLES))
        .contains("entry,flyway_schema_history,holder,run");
  }

  @Test
  void leavesAStoreOfANewerVersionAsItIs() {
    String address = PostgresServer.shared().newStore();
    PostgresServer.open(address).close();
    PostgresServer.execute(
        address,
        "INSERT INTO flyway_schema_history SELECT 9, '9', 'later', 'SQL', 'V9__later.sql', 1,"
            + " 'x', now(), 1, true; CREATE TABLE later (x INTEGER)");

    assertThatThrownBy(() -> PostgresServer.open(address))
        .isInstanceOf(JournalFailedException.class)
        .hasMessageMatching(
            "Store jdbc:postgresql://\\S+ was written by a newer Bivouac \\(schema 9, this program knows %d\\)\\. Use that version; nothing was changed\\."
                .formatted(PostgresSchema.VERSION));

    assertThat(PostgresServer.ask(address, TABLES))
        .contains("entry,flyway_schema_history,holder,later,run");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE customers (id INTEGER)",
        "CREATE TABLE run (id INTEGER); CREATE TABLE entry (id INTEGER)",
        "CREATE TABLE flyway_schema_history (version TEXT, script TEXT);"
            + " INSERT INTO flyway_schema_history VALUES ('1', 'V1__customers.sql')"
      })
  void leavesTheTablesOfAnotherProgramAsTheyAre(String sql) {
    String address = PostgresServer.shared().newStore();
    PostgresServer.execute(address, sql);
    Optional<String> before = PostgresServer.ask(address, TABLES);

    assertThatThrownBy(() -> PostgresServer.open(address))
        .isInstanceOf(JournalFailedException.class)
        .hasMessageContaining("has tables of another program")
        .hasMessageContaining("nothing was changed");

    assertThat(PostgresServer.ask(address, TABLES)).isEqualTo(before);
  }

  @Test
  void keepsTextsThatPostgresHasNoPlaceFor() {
    String odd = "NUL \u0000, high \uD83C, low \uDFD5, both \uD83C\uDFD5, \\u0000, \\ and \\\\.";
    try (PostgresStore store = PostgresServer.open(PostgresServer.shared().newStore())) {
      RunId id = RunId.random(RANDOM);
      Lease lease = store.create(id, Optional.of(odd), JournalContract.started(odd));

      store.append(lease, 2, List.of(JournalContract.said(1, odd)));

      assertThat(store.read(id).getFirst().event()).isEqualTo(JournalContract.started(odd));
      assertThat(store.read(id).getLast().event()).isEqualTo(JournalContract.said(1, odd));
      assertThat(store.findByKey(odd).orElseThrow().key()).contains(odd);
      assertThat(store.list().getFirst().spec()).isEqualTo(JournalContract.started(odd).spec());
    }
  }

  @Test
  void commitsDurablyWhateverTheServersDefaultIs() {
    String address = PostgresServer.shared().newStore();
    try (PostgresStore store = PostgresServer.open(address + "&options=-csynchronous_commit=off")) {
      assertThat(store.setting("synchronous_commit")).isEqualTo("on");
    }
    try (PostgresStore store =
        PostgresServer.open(address + "&options=-csynchronous_commit=remote_apply")) {
      assertThat(store.setting("synchronous_commit")).isEqualTo("remote_apply");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:postgresql://me:hunter2@localhost:5432/bivouac",
        "jdbc:postgresql://localhost:5432/bivouac?password=hunter2",
        "jdbc:postgresql://localhost/bivouac?user=me&Password=hunter2",
        "jdbc:postgresql://localhost/bivouac?sslpassword=hunter2"
      })
  void refusesAPasswordInTheAddressWithoutRepeatingIt(String address) {
    assertThat(Stores.problem(address).orElseThrow())
        .startsWith("Store address must")
        .contains("~/.pgpass")
        .doesNotContain("hunter2");
    assertThatThrownBy(() -> PostgresAddress.of(address, Map.of()))
        .isInstanceOf(JournalFailedException.class)
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"jdbc:postgresql:bivouac", "jdbc:postgresql://localhost", "jdbc:h2:./x", "jdbc:"})
  void saysWhatAnAddressLooksLike(String address) {
    assertThat(Stores.problem(address).orElseThrow()).contains("jdbc:postgresql://");
  }

  @Test
  void takesFoldersAndAddressesWithoutAPassword() {
    assertThat(
            Stream.of(
                "/home/me/.bivouac/store",
                "store",
                "jdbc:postgresql://localhost/bivouac",
                "jdbc:postgresql://one:5432,two:5433/bivouac?user=me&targetServerType=primary"))
        .allMatch(address -> Stores.problem(address).isEmpty());
  }

  @Test
  void findsThePasswordInTheEnvironmentOrInPgpass(@TempDir Path folder) throws IOException {
    String open = PostgresServer.shared().ofOurOwn().newStore();
    PostgresServer.execute(
        open,
        "DO $$ BEGIN CREATE ROLE guarded LOGIN PASSWORD 'hunter2';"
            + " EXCEPTION WHEN duplicate_object THEN NULL; END $$;"
            + " DO $$ BEGIN EXECUTE 'GRANT ALL ON SCHEMA ' || current_schema() || ' TO guarded';"
            + " END $$");
    String address = open.replace("user=test", "user=guarded");

    for (String variable : List.of("PGPASSWORD", "BIVOUAC_STORE_PASSWORD")) {
      assertThat(openWith(address, Map.of(variable, "hunter2"))).isTrue();
    }
    assertThatThrownBy(() -> openWith(address, Map.of("PGPASSWORD", "wrong1")))
        .isInstanceOf(JournalFailedException.class)
        .hasMessageContaining("~/.pgpass")
        .hasMessageNotContaining("wrong1");
    Path pgpass = Files.writeString(folder.resolve("pgpass"), "*:*:*:guarded:hunter2\n");
    System.setProperty("org.postgresql.pgpassfile", pgpass.toString());
    try {
      assertThat(openWith(address, Map.of())).isTrue();
    } finally {
      System.clearProperty("org.postgresql.pgpassfile");
    }
  }

  private static boolean openWith(String address, Map<String, String> environment) {
    PostgresAddress parsed = PostgresAddress.of(address, environment);
    try (PostgresStore store =
        PostgresStore.open(
            parsed, new PostgresSource(parsed), Clock.systemUTC(), Duration.ofSeconds(5))) {
      return store.list().isEmpty();
    }
  }

  @Test
  void saysAtOnceWhenThereIsNoServer() {
    assertThatThrownBy(() -> PostgresServer.open("jdbc:postgresql://127.0.0.1:1/bivouac"))
        .isInstanceOf(JournalFailedException.class)
        .hasMessageStartingWith("Store jdbc:postgresql://127.0.0.1:1/bivouac cannot be opened (")
        .hasMessageEndingWith("Check the address and whether the server runs.");
  }

  private static Lease create(PostgresStore store, Optional<String> key) {
    return store.create(RunId.random(RANDOM), key, JournalContract.started("news"));
  }
}
