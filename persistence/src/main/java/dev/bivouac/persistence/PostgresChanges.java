package dev.bivouac.persistence;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.JournalEvent.RunFinished;
import dev.bivouac.journal.JournalEvent.RunPaused;
import dev.bivouac.journal.JournalEvent.RunResumed;
import dev.bivouac.journal.Lease;
import dev.bivouac.journal.RunHead.Holder;
import dev.bivouac.journal.RunHeldException;
import dev.bivouac.journal.UnknownRunException;
import dev.bivouac.run.RunId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * What {@link RunWrites} changes, and who drives the run afterwards, in one transaction.
 *
 * @param key of this process's lock
 */
record PostgresChanges(long key) {
  Change<Lease> insert(NewRun run) {
    Change<Lease> insert = RunWrites.insert(run);
    return then(insert, (connection, lease) -> PostgresHolders.hold(connection, run.id(), key));
  }

  /**
   * A new epoch for a run.
   *
   * @param force true to take it even from a live process
   */
  Change<Lease> takeOver(RunId id, Holder owner, boolean force) {
    Change<Lease> takeOver = RunWrites.takeOver(id, owner);
    return new Change<>(
        0,
        0,
        connection -> {
          lock(connection, id);
          Optional<PostgresHolders.Live> other = PostgresHolders.other(connection, id, key);
          if (other.isPresent() && !force) {
            throw new RunHeldException(id, other.get().holder());
          }
          Lease lease = takeOver.work().with(connection);
          PostgresHolders.hold(connection, id, key);
          return lease;
        },
        // The same epoch may be another's.
        (connection, lease) ->
            takeOver.check().isThere(connection, lease)
                && PostgresHolders.isHolder(connection, id, key));
  }

  /** Whoever else wants the run waits until this transaction is over. */
  private static void lock(Connection connection, RunId id) throws SQLException {
    if (Sql.first(connection, "SELECT id FROM run WHERE id = ? FOR UPDATE", id.value()).isEmpty()) {
      throw new UnknownRunException(id);
    }
  }

  /** More entries; a run that pauses or ends is driven by nobody. */
  Change<List<Entry>> append(Additions more) {
    return then(
        RunWrites.append(more),
        (connection, entries) -> {
          RunId run = more.lease().run();
          for (Entry entry : entries) {
            if (entry.event() instanceof RunPaused || entry.event() instanceof RunFinished) {
              PostgresHolders.letGo(connection, run);
            } else if (entry.event() instanceof RunResumed) {
              PostgresHolders.hold(connection, run, key);
            }
          }
        });
  }

  /** More to do in the same transaction. */
  @FunctionalInterface
  private interface Then<T> {
    void with(Connection connection, T result) throws SQLException;
  }

  private static <T> Change<T> then(Change<T> first, Then<T> then) {
    return new Change<>(
        first.entries(),
        first.size(),
        connection -> {
          T result = first.work().with(connection);
          then.with(connection, result);
          return result;
        },
        first.check());
  }
}
