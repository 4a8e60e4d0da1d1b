package dev.bivouac.persistence;

import dev.bivouac.journal.RunControl;
import dev.bivouac.journal.UnknownRunException;
import dev.bivouac.persistence.PostgresHolders.Live;
import dev.bivouac.run.RunId;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/** Stops and ends runs in other processes, by notifications, which those answer. */
record PostgresOwners(PostgresLink link, DataSource source, long key) implements RunControl {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  @Override
  public boolean isAtWork(RunId run) {
    return driver(run).isPresent();
  }

  @Override
  public boolean stop(RunId run) {
    return ask(run, Optional.empty());
  }

  @Override
  public void cancel(RunId run, String reason) {
    Live driver = driver(run).orElseThrow(() -> new UnknownRunException(run));
    if (!ask(run, Optional.of(reason))) {
      throw new OwnerSilentException(run, driver.holder().process(), Optional.empty());
    }
  }

  private Optional<Live> driver(RunId run) {
    return link.read(connection -> PostgresHolders.other(connection, run, key));
  }

  /** False if nobody drives the run, or whoever does was not willing. */
  private boolean ask(RunId run, Optional<String> cancelled) {
    Optional<Live> driver = driver(run);
    if (driver.isEmpty()) {
      return false;
    }
    var answer = new CompletableFuture<Optional<Boolean>>();
    Thread.ofPlatform()
        .daemon()
        .name("bivouac-asking")
        .start(() -> answer.complete(answered(driver.get(), run, cancelled)));
    return Uninterrupted.result(answer)
        .orElseThrow(
            () -> new OwnerSilentException(run, driver.get().holder().process(), Optional.empty()));
  }

  private Optional<Boolean> answered(Live driver, RunId run, Optional<String> cancelled) {
    String answerTo = PostgresPresence.channel(RANDOM.nextLong());
    var request = new PostgresRequest(run, cancelled, answerTo);
    try (Connection connection = source.getConnection();
        Statement listen = connection.createStatement()) {
      listen.execute("LISTEN " + answerTo);
      send(connection, PostgresPresence.channel(driver.key()), request.text());
      PGNotification[] come =
          connection.unwrap(PGConnection.class).getNotifications((int) PATIENCE.toMillis());
      return come == null || come.length == 0
          ? Optional.empty()
          : Optional.of(Boolean.valueOf(come[0].getParameter()));
    } catch (SQLException e) {
      return Optional.empty();
    }
  }

  /** Tells a process something; nobody knows whether it hears. */
  static int send(Connection connection, String channel, String text) throws SQLException {
    var unused = Sql.first(connection, "SELECT pg_notify(?, ?)", channel, text);
    return 1;
  }
}
