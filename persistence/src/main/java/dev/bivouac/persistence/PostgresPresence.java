package dev.bivouac.persistence;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells other processes that this one lives: a connection of its own holds an advisory lock, which
 * the server takes away when the process dies. Lost with the server or the connection, it is taken
 * again. What others ask of this process comes over the same connection.
 */
final class PostgresPresence implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresPresence.class);
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration PULSE = Duration.ofSeconds(5);
  private static final int ANSWER_SECONDS = 5;

  /** The server finds out within half a minute that this machine is gone, not within two hours. */
  private static final String NOTICED_SOON =
      "SET tcp_keepalives_idle = 15; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3;";

  private final long key = RANDOM.nextLong();
  private final PostgresAddress address;
  private final DataSource source;
  private final Duration patience;
  private final Consumer<String> asked;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private boolean started;
  private boolean held;
  private Optional<Connection> open = Optional.empty();

  /**
   * Nobody knows of this process yet.
   *
   * @param patience how long the server may be away
   * @param asked told what others ask
   */
  PostgresPresence(
      PostgresAddress address, DataSource source, Duration patience, Consumer<String> asked) {
    this.address = address;
    this.source = source;
    this.patience = patience;
    this.asked = asked;
  }

  /** What this process's lock is called. */
  long key() {
    return key;
  }

  /** Where the process with that key is asked. */
  static String channel(long key) {
    return "bivouac_" + Long.toHexString(key);
  }

  /** Makes sure that others see this process alive. */
  void tell() {
    long nanos = patience.toNanos();
    boolean interrupted = false;
    lock.lock();
    try {
      start();
      while (!held && nanos > 0 && closed.getCount() > 0) {
        try {
          nanos = changed.awaitNanos(nanos);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      if (!held) {
        throw closed.getCount() > 0 ? PostgresTrouble.notHeld(address) : Trouble.closed(address);
      }
    } finally {
      lock.unlock();
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void start() {
    if (!started) {
      started = true;
      Thread.ofPlatform().daemon().name("bivouac-presence").start(this::run);
    }
  }

  private void run() {
    try {
      do {
        stay();
      } while (!closed.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      // Nobody interrupts this thread; its end is that of the presence.
      Thread.currentThread().interrupt();
    }
  }

  private void stay() {
    try (Connection connection = source.getConnection()) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(NOTICED_SOON + "LISTEN " + channel(key));
      }
      listen(connection, isLocked(connection));
    } catch (SQLException e) {
      LOG.debug("The store's database is away", e);
    } finally {
      is(false, Optional.empty());
    }
  }

  private void is(boolean nowHeld, Optional<Connection> connection) {
    lock.lock();
    try {
      held = nowHeld;
      open = connection;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * False where the server believes that a broken connection of this process still lives. Nobody
   * else knows the key, so that one keeps the lock until it is noticed.
   */
  private boolean isLocked(Connection connection) throws SQLException {
    return Sql.first(connection, "SELECT pg_try_advisory_lock(?)", key)
        .filter("t"::equals)
        .isPresent();
  }

  private void listen(Connection connection, boolean lockedAtFirst) throws SQLException {
    boolean locked = lockedAtFirst;
    is(true, Optional.of(connection));
    PGConnection notified = connection.unwrap(PGConnection.class);
    while (closed.getCount() > 0) {
      PGNotification[] come = notified.getNotifications((int) PULSE.toMillis());
      if (come != null && come.length > 0) {
        for (PGNotification one : come) {
          asked.accept(one.getParameter());
        }
      } else if (!connection.isValid(ANSWER_SECONDS)) {
        return;
      }
      locked = locked || isLocked(connection);
    }
  }

  /** From now on this process counts as dead. */
  @Override
  public void close() {
    closed.countDown();
    lock.lock();
    try {
      changed.signalAll();
      if (open.isPresent()) {
        open.get().abort(Runnable::run);
      }
    } catch (SQLException e) {
      LOG.debug("The connection ends with the process", e);
    } finally {
      lock.unlock();
    }
  }
}
