package dev.bivouac.persistence;

import dev.bivouac.journal.JournalConflictException;
import dev.bivouac.journal.JournalFailedException;
import dev.bivouac.journal.RunKeyTakenException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * One change that is tried until its end is known. Where a COMMIT was sent and not answered, the
 * next attempt looks for what it would have written.
 */
final class PostgresWriting<T> {
  private final Change<T> change;
  private Optional<T> inDoubt = Optional.empty();

  PostgresWriting(Change<T> change) {
    this.change = change;
  }

  /** True if nobody knows whether it was written. */
  boolean isInDoubt() {
    return inDoubt.isPresent();
  }

  T attempt(Connection connection) throws SQLException {
    if (isThere(connection)) {
      return inDoubt.orElseThrow();
    }
    T result;
    try {
      result = change.work().with(connection);
    } catch (JournalConflictException | RunKeyTakenException | JournalFailedException e) {
      // The attempt in doubt may have come to its end only now, and be what stands in the way.
      connection.rollback();
      if (isThere(connection)) {
        return inDoubt.orElseThrow();
      }
      throw e;
    }
    inDoubt = Optional.of(result);
    connection.commit();
    return result;
  }

  private boolean isThere(Connection connection) throws SQLException {
    return inDoubt.isPresent() && change.check().isThere(connection, inDoubt.get());
  }
}
