package dev.bivouac.journal;

import dev.bivouac.run.RunId;
import java.util.List;
import java.util.Optional;

/**
 * Where runs are kept. Safe for use by many threads; one run is written by one thread at a time.
 *
 * <p>An append that has returned is durable: it survives the death of the process at any moment.
 * The contract is tested by {@code JournalContract}, which every implementation passes.
 */
public interface Journal extends AutoCloseable {
  /**
   * Begins a run with its first entry, in epoch 1.
   *
   * @param key a name of the user's own, unique in the store
   * @throws RunKeyTakenException if a run with this key is there already
   */
  Lease create(RunId id, Optional<String> key, JournalEvent.RunStarted started);

  /**
   * Takes a run over for writing: raises its epoch, so that no older lease can write any more.
   *
   * @throws UnknownRunException if there is no such run
   * @throws RunHeldException if another live process holds it
   */
  Lease takeOver(RunId id);

  /**
   * Takes a run over even from a live process, where the store can: that process can write nothing
   * more, and stops driving the run when it tries.
   *
   * @throws UnknownRunException if there is no such run
   * @throws RunHeldException if the store cannot, and another live process holds the run
   */
  default Lease forceTakeOver(RunId id) {
    return takeOver(id);
  }

  /**
   * Writes a batch, all or none, and returns once it is durable.
   *
   * @return the entries as they were written
   * @throws JournalConflictException if the lease is void or the number is taken: this writer must
   *     let go of the run
   * @throws JournalFailedException if the store cannot write; the message says whether nothing was
   *     written or nobody can tell
   */
  List<Entry> append(Lease lease, Batch batch);

  /** The same for events of which nobody has counted what the run has used with them. */
  default List<Entry> append(Lease lease, int next, List<JournalEvent> events) {
    return append(lease, Batch.uncounted(next, events));
  }

  /**
   * All entries of a run in order.
   *
   * @throws UnknownRunException if there is no such run
   */
  List<Entry> read(RunId id);

  /** One run, if it is there. */
  Optional<RunHead> find(RunId id);

  /** The run with this key, if it is there. */
  Optional<RunHead> findByKey(String key);

  /**
   * The newest runs, the newest first.
   *
   * @param most so many at most; from 1
   */
  List<RunHead> list(int most);

  /** All runs, the newest first. */
  default List<RunHead> list() {
    return list(Integer.MAX_VALUE);
  }

  /**
   * Removes a run with all its entries, for good.
   *
   * @param lease from {@link #takeOver}, so that nobody else writes it meanwhile
   * @throws JournalConflictException if the lease is void: somebody else has taken the run
   * @throws JournalFailedException if the store cannot write; then the run is there as it was
   */
  void remove(Lease lease);

  /**
   * Nobody drives the run any more, and its journal does not say so: whatever drove it has died, in
   * a process that lives on. Where the store keeps who drives a run, any process may take it from
   * now on. Done as far as it can be done now; nothing is thrown.
   */
  default void letGo(Lease lease) {}

  /** Lets go of everything. Runs that are not over can be resumed by any process. */
  @Override
  void close();
}
