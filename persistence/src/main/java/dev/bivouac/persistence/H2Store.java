package dev.bivouac.persistence;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.Journal;
import dev.bivouac.journal.JournalConflictException;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.JournalEvent.RunStarted;
import dev.bivouac.journal.Lease;
import dev.bivouac.journal.RunHead;
import dev.bivouac.journal.UnknownRunException;
import dev.bivouac.run.RunId;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A folder of H2 files. Several processes may use one folder: each writes files of its own and
 * reads those of the others.
 *
 * <p>A process takes a file for writing when it first creates a run or takes one over, and keeps it
 * until it closes the store; reading takes none. A run stays in the file that it began in.
 */
public final class H2Store implements Journal {
  private static final int LONGEST_KEY = 500;

  private final StoreFolder folder;
  private final Clock clock;
  private final Map<RunId, HeldFile> homes = new ConcurrentHashMap<>();

  private H2Store(StoreFolder folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * Opens a store. Nothing is created or locked before the first run is written.
   *
   * @param folder made with its parents when it is needed, for its user alone
   * @param clock gives entries their times
   * @throws dev.bivouac.journal.JournalFailedException if the folder can be none
   */
  public static H2Store open(Path folder, Clock clock) {
    return open(folder, clock, StoreOptions.DEFAULT);
  }

  static H2Store open(Path folder, Clock clock, StoreOptions options) {
    return new H2Store(new StoreFolder(folder, options, clock), clock);
  }

  @Override
  public Lease create(RunId id, Optional<String> key, RunStarted started) {
    if (key.isEmpty()) {
      return create(id, key, started, folder.forNewRun());
    }
    String name = key.get();
    if (name.length() > LONGEST_KEY) {
      throw new IllegalArgumentException(
          "run key must have at most %d characters, had %d".formatted(LONGEST_KEY, name.length()));
    }
    HeldFile file = folder.forNewRun();
    return folder.withFreeKey(name, () -> create(id, key, started, file));
  }

  private Lease create(RunId id, Optional<String> key, RunStarted started, HeldFile file) {
    var run = new NewRun(id, key, started, file.holder(), now());
    Lease lease = file.write(RunWrites.insert(run));
    homes.put(id, file);
    return lease;
  }

  @Override
  public Lease takeOver(RunId id) {
    HeldFile file = folder.fileOf(id);
    Lease lease = file.write(RunWrites.takeOver(id, file.holder()));
    homes.put(id, file);
    return lease;
  }

  @Override
  public List<Entry> append(Lease lease, int next, List<JournalEvent> events) {
    HeldFile file = homes.get(lease.run());
    if (file == null) {
      if (find(lease.run()).isEmpty()) {
        throw new UnknownRunException(lease.run());
      }
      throw new JournalConflictException(lease.run(), next);
    }
    return events.isEmpty()
        ? List.of()
        : file.write(RunWrites.append(Additions.of(lease, next, now(), events)));
  }

  @Override
  public List<Entry> read(RunId id) {
    return folder
        .first((connection, holder) -> RunReads.entries(connection, id))
        .orElseThrow(() -> new UnknownRunException(id));
  }

  @Override
  public Optional<RunHead> find(RunId id) {
    return folder.first((connection, holder) -> RunReads.head(connection, id, holder));
  }

  @Override
  public Optional<RunHead> findByKey(String key) {
    return folder.first((connection, holder) -> RunReads.headByKey(connection, key, holder));
  }

  @Override
  public List<RunHead> list() {
    return folder.all(RunReads::heads).stream()
        .sorted(
            Comparator.comparing((RunHead head) -> head.position().createdAt())
                .thenComparing(head -> head.id().value())
                .reversed())
        .toList();
  }

  /** Waits for what is being written, however long the caller was asked to hurry. */
  @Override
  public void close() {
    folder.close();
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
