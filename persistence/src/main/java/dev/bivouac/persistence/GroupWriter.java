package dev.bivouac.persistence;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntConsumer;

/**
 * The one thread that works with the writing connection of a file.
 *
 * <p>A thread interrupted inside H2 closes the database for everybody, so no caller's thread ever
 * gets there: callers leave their work here and wait. Changes that wait together are committed
 * together and reach the disk with one sync; each stands in a savepoint of its own, so that one
 * that is refused takes no other with it. Nobody gets an answer before the sync.
 */
final class GroupWriter implements AutoCloseable {
  /** Always the same, so that H2 reads the statement once. */
  private static final String SAVEPOINT = "change";

  private static final int MOST_CHANGES = 512;
  private static final long MOST_CHARACTERS = 8_000_000;

  /** Opens the file, at first and again after it failed. */
  @FunctionalInterface
  interface Opener {
    Connection open() throws SQLException;
  }

  private final StoreFile file;
  private final Opener opener;
  private final IntConsumer acknowledged;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final Queue<Pending<?>> queue = new ArrayDeque<>();
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
  private boolean closed;
  private Optional<Connection> open;

  /**
   * Starts the thread.
   *
   * @param acknowledged told of entries that have become durable
   */
  GroupWriter(StoreFile file, Opener opener, IntConsumer acknowledged) throws SQLException {
    this.file = file;
    this.open = Optional.of(opener.open());
    this.opener = opener;
    this.acknowledged = acknowledged;
    Thread.ofPlatform().daemon().name("bivouac-" + file.data().getFileName()).start(this::run);
  }

  /** Writes, and returns once it is durable. */
  <T> T write(Change<T> change) {
    var attempt =
        new FutureTask<>(() -> {
          try {
            return change.work().with(open.orElseThrow());
          } catch (SQLException e) {
            throw Trouble.notWritten(file, e);
          }
        });
    return enqueue(new Pending<>(Optional.of(change), attempt, new CompletableFuture<>()));
  }

  /** Reads what has been committed. */
  <T> T read(Work<T> work) {
    var attempt =
        new FutureTask<>(() -> {
          try {
            return work.with(open.orElseThrow());
          } catch (SQLException e) {
            throw Trouble.damaged(file, e);
          }
        });
    return enqueue(new Pending<>(Optional.empty(), attempt, new CompletableFuture<>()));
  }

  /** Finishes what was asked for and closes the file. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      arrived.signal();
    } finally {
      lock.unlock();
    }
    Uninterrupted.result(ended);
  }

  private <T> T enqueue(Pending<T> pending) {
    lock.lock();
    try {
      if (closed) {
        throw Trouble.closed(file.folder());
      }
      queue.add(pending);
      arrived.signal();
    } finally {
      lock.unlock();
    }
    return Uninterrupted.result(pending.answer());
  }

  private void run() {
    var group = new ArrayList<Pending<?>>();
    try {
      while (takeNext(group)) {
        serve(group);
      }
    } finally {
      giveUpConnection();
      // Empty unless this thread dies of a bug: then nobody may wait for ever.
      abandon(group);
      ended.complete(true);
    }
  }

  private void abandon(List<Pending<?>> group) {
    lock.lock();
    try {
      closed = true;
      group.addAll(queue);
      queue.clear();
    } finally {
      lock.unlock();
    }
    group.forEach(pending -> pending.fail(Trouble.closed(file.folder())));
  }

  /** Fills the group with what can be done in one go; false when all is done for good. */
  private boolean takeNext(List<Pending<?>> group) {
    group.clear();
    lock.lock();
    try {
      while (queue.isEmpty() && !closed) {
        arrived.awaitUninterruptibly();
      }
      long size = 0;
      while (!queue.isEmpty() && (group.isEmpty() || fits(group, size, queue.element()))) {
        size += queue.element().size();
        group.add(queue.remove());
      }
      return !group.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  private static boolean fits(List<Pending<?>> group, long size, Pending<?> more) {
    return !group.getFirst().onlyReads()
        && !more.onlyReads()
        && group.size() < MOST_CHANGES
        && size + more.size() <= MOST_CHARACTERS;
  }

  private void serve(List<Pending<?>> group) {
    try {
      if (open.isEmpty()) {
        open = Optional.of(opener.open());
      }
    } catch (SQLException e) {
      group.forEach(pending -> pending.fail(Trouble.notWritten(file, e)));
      return;
    }
    if (group.getFirst().onlyReads()) {
      readAlone(open.orElseThrow(), group.getFirst());
    } else {
      commit(open.orElseThrow(), group);
    }
  }

  private void readAlone(Connection connection, Pending<?> pending) {
    boolean healthy = pending.attempted();
    try {
      connection.rollback();
    } catch (SQLException e) {
      healthy = false;
    }
    if (!healthy) {
      giveUpConnection();
    }
    pending.settle();
  }

  private void commit(Connection connection, List<Pending<?>> group) {
    var written = new ArrayList<Pending<?>>();
    boolean committed = false;
    try {
      for (Pending<?> pending : group) {
        if (inSavepoint(connection, pending)) {
          written.add(pending);
        } else {
          pending.settle();
        }
      }
      int entries = entries(written);
      if (entries > 0) {
        WrittenCount.add(connection, entries);
      }
      connection.commit();
      committed = true;
      if (!written.isEmpty()) {
        H2.sync(connection);
      }
    } catch (SQLException e) {
      giveUpConnection();
      open = reopened(e);
      acknowledged.accept(new Aftermath(file, e, committed).settle(group, open));
      return;
    }
    acknowledged.accept(entries(written));
    written.forEach(Pending::settle);
  }

  private static int entries(List<Pending<?>> written) {
    return written.stream().mapToInt(Pending::entries).sum();
  }

  private static boolean inSavepoint(Connection connection, Pending<?> pending)
      throws SQLException {
    Savepoint before = connection.setSavepoint(SAVEPOINT);
    boolean written = pending.attempted();
    if (!written) {
      connection.rollback(before);
    }
    connection.releaseSavepoint(before);
    return written;
  }

  private Optional<Connection> reopened(SQLException failure) {
    try {
      return Optional.of(opener.open());
    } catch (SQLException e) {
      failure.addSuppressed(e);
      return Optional.empty();
    }
  }

  private void giveUpConnection() {
    try {
      if (open.isPresent()) {
        open.get().close();
      }
    } catch (SQLException e) {
      // What was acknowledged is on the disk; there is nothing left to lose.
    }
    open = Optional.empty();
  }
}
