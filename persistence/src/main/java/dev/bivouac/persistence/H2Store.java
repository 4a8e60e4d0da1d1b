package dev.bivouac.persistence;

import dev.bivouac.journal.Batch;
import dev.bivouac.journal.Entry;
import dev.bivouac.journal.JournalConflictException;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.JournalEvent.RunResumed;
import dev.bivouac.journal.JournalEvent.RunStarted;
import dev.bivouac.journal.Lease;
import dev.bivouac.journal.RunControl;
import dev.bivouac.journal.RunHead;
import dev.bivouac.journal.RunHeldException;
import dev.bivouac.journal.UnknownRunException;
import dev.bivouac.persistence.socket.Station;
import dev.bivouac.planner.RunListener;
import dev.bivouac.run.RunId;
import dev.bivouac.run.RunStatus;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * A folder of H2 files. Several processes may use one folder: each writes files of its own and
 * reads those of the others.
 *
 * <p>A process takes a file for writing when it first creates a run or takes one over, and keeps it
 * until it closes the store, or until the file is large and drives no run any more; reading takes
 * none. A run stays in the file that it began in.
 */
public final class H2Store implements Store {
  private final StoreFolder folder;
  private final Clock clock;
  private final Station station;
  private final Map<RunId, HeldFile> homes = new ConcurrentHashMap<>();

  private H2Store(StoreFolder folder, Clock clock, Station station) {
    this.folder = folder;
    this.clock = clock;
    this.station = station;
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

  /**
   * Opens a store for a program that speaks with other processes and with people.
   *
   * @param program its name and version, for programs of other versions
   * @param notes told, a sentence each, what people should know about an answer, such as that it
   *     was read from a copy
   */
  public static H2Store open(Path folder, Clock clock, String program, Consumer<String> notes) {
    return open(folder, clock, StoreOptions.DEFAULT, program, notes);
  }

  static H2Store open(Path folder, Clock clock, StoreOptions options) {
    return open(folder, clock, options, "a program with Bivouac in it", note -> {});
  }

  private static H2Store open(
      Path folder, Clock clock, StoreOptions options, String program, Consumer<String> notes) {
    var station = new Station(program);
    var neighbours = new Neighbours(program, notes);
    return new H2Store(
        new StoreFolder(folder, options, clock, station, neighbours), clock, station);
  }

  @Override
  public Lease create(RunId id, Optional<String> key, RunStarted started) {
    RunKeys.check(key);
    try (Visit visit = folder.forNewRun()) {
      return key.isEmpty()
          ? create(id, key, started, visit.file())
          : folder.withFreeKey(key.get(), () -> create(id, key, started, visit.file()));
    }
  }

  private Lease create(RunId id, Optional<String> key, RunStarted started, HeldFile file) {
    var run = new NewRun(id, key, started, file.holder(), now());
    Lease lease = file.write(RunWrites.insert(run));
    isDriven(lease, file);
    return lease;
  }

  private void isDriven(Lease lease, HeldFile file) {
    file.needs().drives(lease);
    homes.put(lease.run(), file);
  }

  @Override
  public Lease takeOver(RunId id) {
    try (Visit visit = folder.fileOf(id)) {
      HeldFile file = visit.file();
      Lease lease = file.write(RunWrites.takeOver(id, file.holder()));
      isDriven(lease, file);
      return lease;
    }
  }

  @Override
  public List<Entry> append(Lease lease, Batch batch) {
    Optional<Visit> home = home(lease.run());
    if (home.isEmpty() && find(lease.run()).isEmpty()) {
      throw new UnknownRunException(lease.run());
    }
    try (Visit visit =
        home.orElseThrow(() -> new JournalConflictException(lease.run(), batch.first()))) {
      return batch.events().isEmpty() ? List.of() : append(lease, batch, visit.file());
    }
  }

  private List<Entry> append(Lease lease, Batch batch, HeldFile file) {
    List<Entry> written;
    try {
      written = file.write(RunWrites.append(Additions.of(lease, now(), batch)));
    } catch (JournalConflictException e) {
      file.needs().rests(lease);
      throw e;
    }
    RunStatus status = RunStatus.RUNNING;
    for (JournalEvent event : batch.events()) {
      status = RunHead.statusAfter(status, event);
    }
    if (status != RunStatus.RUNNING) {
      file.needs().rests(lease);
    } else if (isResumed(batch.events()) || homes.get(lease.run()) != file) {
      isDriven(lease, file);
    }
    if (status.over()) {
      homes.remove(lease.run(), file);
    }
    station.broadcast().written(lease.run(), written);
    return written;
  }

  private static boolean isResumed(List<JournalEvent> events) {
    return events.stream().anyMatch(RunResumed.class::isInstance);
  }

  /** The file of a run that this store has taken; taken again if it was let go of meanwhile. */
  private Optional<Visit> home(RunId run) {
    HeldFile file = homes.get(run);
    if (file == null) {
      return Optional.empty();
    }
    Optional<Visit> visit = folder.visit(file);
    try {
      return visit.isPresent() ? visit : Optional.of(folder.fileOf(run));
    } catch (RunHeldException e) {
      return Optional.empty();
    }
  }

  @Override
  public List<Entry> read(RunId id) {
    return folder
        .first(
            new Inquiry<>(
                (connection, holder) -> RunReads.entries(connection, id),
                owner -> owner.entries(id, 1)))
        .orElseThrow(() -> new UnknownRunException(id));
  }

  @Override
  public Optional<RunHead> find(RunId id) {
    return folder.first(
        new Inquiry<>(
            (connection, holder) -> RunReads.head(connection, id, holder),
            owner -> owner.find(id)));
  }

  @Override
  public Optional<RunHead> findByKey(String key) {
    return folder.first(
        new Inquiry<>(
            (connection, holder) -> RunReads.headByKey(connection, key, holder),
            owner -> owner.findByKey(key)));
  }

  @Override
  public List<RunHead> list(int most) {
    Inquiry<List<RunHead>> newest =
        new Inquiry<>(
            (connection, holder) -> RunReads.heads(connection, most, holder),
            owner -> owner.heads(most));
    return folder.all(newest).stream()
        .sorted(
            Comparator.comparing((RunHead head) -> head.position().createdAt())
                .thenComparing(head -> head.id().value())
                .reversed())
        .limit(most)
        .toList();
  }

  @Override
  public void remove(Lease lease) {
    try (Visit visit =
        home(lease.run()).orElseThrow(() -> new JournalConflictException(lease.run()))) {
      visit.file().write(RunWrites.remove(lease));
      visit.file().needs().rests(lease);
      homes.remove(lease.run());
    }
  }

  @Override
  public int backup(Path target) {
    return folder.backup(target.toAbsolutePath().normalize());
  }

  @Override
  public RunListener listener() {
    return station.broadcast();
  }

  @Override
  public void drivenBy(RunControl control) {
    station.control(control);
  }

  @Override
  public RunControl owners() {
    return new Owners(folder);
  }

  @Override
  public RunWatch watch(RunId id, RunListener listener, Consumer<String> notes) {
    return new SocketWatch(this, folder, id, listener, notes);
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
