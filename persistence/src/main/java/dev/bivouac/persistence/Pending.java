package dev.bivouac.persistence;

import dev.bivouac.journal.JournalFailedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * Work that somebody waits for.
 *
 * @param change what is written; empty if it only reads
 * @param attempt the work itself, run on the writer's thread
 * @param answer what its caller gets, and when
 */
record Pending<T>(Optional<Change<T>> change, FutureTask<T> attempt, CompletableFuture<T> answer) {
  boolean onlyReads() {
    return change.isEmpty();
  }

  long size() {
    return change.map(Change::size).orElse(0L);
  }

  int entries() {
    return change.map(Change::entries).orElse(0);
  }

  /** True if it went well. */
  boolean attempted() {
    attempt.run();
    return hasResult();
  }

  boolean hasResult() {
    return attempt.state() == Future.State.SUCCESS;
  }

  boolean isThere(Connection connection) throws SQLException {
    return change.isPresent() && change.get().check().isThere(connection, attempt.resultNow());
  }

  /** Tells the caller how the attempt went. */
  void settle() {
    if (hasResult()) {
      answer.complete(attempt.resultNow());
    } else {
      answer.completeExceptionally(attempt.exceptionNow());
    }
  }

  void fail(JournalFailedException failure) {
    answer.completeExceptionally(failure);
  }
}
