package dev.bivouac.persistence;

import dev.bivouac.journal.JournalFailedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * A group could not be committed, or not brought to the disk, and its callers must be told what
 * became of their changes.
 *
 * @param committed true if the commit went well and the sync did not
 */
record Aftermath(StoreFile file, SQLException failure, boolean committed) {
  /**
   * Looks what is there and answers every caller who has no answer yet.
   *
   * @param reopened the file, if it could be opened again
   * @return how many entries turned out to be there and durable
   */
  int settle(List<Pending<?>> group, Optional<Connection> reopened) {
    int kept = 0;
    for (Pending<?> pending : group) {
      Optional<JournalFailedException> trouble = troubleOf(pending, reopened);
      if (trouble.isPresent()) {
        pending.fail(trouble.get());
      } else {
        kept += pending.entries();
        pending.settle();
      }
    }
    return kept;
  }

  private Optional<JournalFailedException> troubleOf(
      Pending<?> pending, Optional<Connection> reopened) {
    if (!pending.hasResult()) {
      return Optional.of(Trouble.notWritten(file, failure));
    }
    if (reopened.isEmpty()) {
      return Optional.of(Trouble.unknown(file, failure));
    }
    try {
      if (!pending.isThere(reopened.get())) {
        return Optional.of(Trouble.notWritten(file, failure));
      }
      if (committed) {
        // Readable is not durable: after a failed sync nobody can vouch for the disk.
        return Optional.of(Trouble.unknown(file, failure));
      }
      H2.sync(reopened.get());
      return Optional.empty();
    } catch (SQLException e) {
      failure.addSuppressed(e);
      return Optional.of(Trouble.unknown(file, failure));
    }
  }
}
