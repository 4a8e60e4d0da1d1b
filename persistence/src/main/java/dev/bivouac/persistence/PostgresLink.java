package dev.bivouac.persistence;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.bivouac.journal.JournalFailedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * The way to a database: a few connections, each used by a thread of ours.
 *
 * <p>No caller's thread gets into the driver: an interrupt would close the socket under a virtual
 * one. Callers leave their work here and wait. Where the connection breaks, or the server restarts,
 * the work is tried again until the patience is over.
 */
final class PostgresLink implements AutoCloseable {
  private static final int CONNECTIONS = 4;
  private static final Duration FREE_CONNECTION = Duration.ofSeconds(5);

  /** The pool takes no less. */
  private static final long SHORTEST_WAIT = 250;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

  /**
   * What every connection needs, whatever the server's own settings are: a COMMIT that returns once
   * it is durable, and transactions that do not outlive a process that sleeps in their middle.
   */
  private static final String SESSION =
      "SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL READ COMMITTED, READ WRITE;"
          + " SET idle_in_transaction_session_timeout = '20s';"
          + " SELECT set_config('synchronous_commit', 'on', false)"
          + " WHERE current_setting('synchronous_commit') NOT IN ('on', 'remote_apply')";

  private static final String ONE_STATE =
      "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";

  private final PostgresAddress address;
  private final Duration patience;
  private final HikariDataSource pool;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          CONNECTIONS, Thread.ofPlatform().daemon().name("bivouac-postgres-", 1).factory());

  /** Something to be tried until it goes well. */
  @FunctionalInterface
  private interface Attempt<T> {
    T once() throws SQLException;
  }

  private PostgresLink(PostgresAddress address, Duration patience, HikariDataSource pool) {
    this.address = address;
    this.patience = patience;
    this.pool = pool;
  }

  /** Connects. A server that does not answer now is not waited for. */
  static PostgresLink open(PostgresAddress address, DataSource source, Duration patience) {
    var config = new HikariConfig();
    config.setDataSource(source);
    config.setPoolName("bivouac");
    config.setMaximumPoolSize(CONNECTIONS);
    config.setMinimumIdle(0);
    config.setIdleTimeout(Duration.ofMinutes(1).toMillis());
    config.setConnectionTimeout(
        Math.clamp(patience.toMillis(), SHORTEST_WAIT, FREE_CONNECTION.toMillis()));
    config.setAutoCommit(false);
    config.setConnectionInitSql(SESSION);
    // Else what was set would be undone by the first rollback.
    config.setIsolateInternalQueries(true);
    try {
      return new PostgresLink(address, patience, new HikariDataSource(config));
    } catch (PoolInitializationException e) {
      throw PostgresTrouble.notReached(
          address, e.getCause() instanceof SQLException cause ? cause : new SQLException(e));
    }
  }

  PostgresAddress address() {
    return address;
  }

  /** Reads one state of the database, whatever is written meanwhile. */
  <T> T read(Work<T> work) {
    return onThread(
        () -> insist(() -> reading(work), e -> PostgresTrouble.silent(address, patience, e)));
  }

  /** Writes, and returns once it is durable. */
  <T> T write(Change<T> change) {
    return onThread(() -> {
      var writing = new PostgresWriting<>(change);
      return insist(
          () -> {
            try (Connection connection = pool.getConnection()) {
              return writing.attempt(connection);
            }
          },
          e ->
              writing.isInDoubt()
                  ? PostgresTrouble.unknown(address, patience, e)
                  : PostgresTrouble.silent(address, patience, e));
    });
  }

  /** Does something once, and lets it be if it cannot be done now. */
  void tryOnce(Work<Integer> work) {
    var unused =
        onThread(() -> {
          try (Connection connection = pool.getConnection()) {
            int done = work.with(connection);
            connection.commit();
            return done;
          } catch (SQLException e) {
            return 0;
          }
        });
  }

  private <T> T reading(Work<T> work) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement begin = connection.createStatement()) {
      begin.execute(ONE_STATE);
      T answer = work.with(connection);
      connection.rollback();
      return answer;
    }
  }

  /** What is said when the patience is over. */
  @FunctionalInterface
  private interface LastWord {
    JournalFailedException after(SQLException e);
  }

  private <T> T insist(Attempt<T> attempt, LastWord lastWord) throws InterruptedException {
    long end = System.nanoTime() + patience.toNanos();
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        return attempt.once();
      } catch (SQLException e) {
        if (!PostgresTrouble.passes(e)) {
          throw PostgresTrouble.notDone(address, e);
        }
        if (isClosedWithin(pause) || System.nanoTime() - end > 0) {
          throw lastWord.after(e);
        }
      }
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }

  private boolean isClosedWithin(Duration time) throws InterruptedException {
    return closed.await(time.toMillis(), TimeUnit.MILLISECONDS);
  }

  private <T> T onThread(Callable<T> work) {
    try {
      return Uninterrupted.result(threads.submit(work));
    } catch (RejectedExecutionException e) {
      throw Trouble.closed(address);
    }
  }

  /** Finishes what was asked for; what cannot be done now is given up. */
  @Override
  public void close() {
    closed.countDown();
    Uninterrupted.end(threads);
    pool.close();
  }
}
