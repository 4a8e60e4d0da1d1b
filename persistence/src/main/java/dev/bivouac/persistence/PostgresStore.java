package dev.bivouac.persistence;

import dev.bivouac.journal.Batch;
import dev.bivouac.journal.Entry;
import dev.bivouac.journal.JournalEvent.RunStarted;
import dev.bivouac.journal.Lease;
import dev.bivouac.journal.RunControl;
import dev.bivouac.journal.RunHead;
import dev.bivouac.journal.RunHead.Holder;
import dev.bivouac.journal.UnknownRunException;
import dev.bivouac.planner.RunListener;
import dev.bivouac.run.RunId;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL database that any number of processes share, on any number of machines.
 *
 * <p>A process that drives a run holds a lock that dies with it. Another takes the run over when
 * the lock is gone, or by force, and from then on the first can write nothing more. Where the
 * server restarts or the connection breaks, writing and reading go on by themselves for up to a
 * minute.
 */
public final class PostgresStore implements Store {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int PAGE = 200;
  private static final Logger LOG = LoggerFactory.getLogger(PostgresStore.class);

  private final PostgresLink link;
  private final DataSource source;
  private final PostgresPresence presence;
  private final PostgresChanges changes;
  private final Clock clock;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile Optional<RunControl> control = Optional.empty();

  private PostgresStore(PostgresLink link, DataSource source, Clock clock, Duration patience) {
    this.link = link;
    this.source = source;
    this.clock = clock;
    this.presence = new PostgresPresence(link.address(), source, patience, this::asked);
    this.changes = new PostgresChanges(presence.key());
  }

  /**
   * Opens a store, and makes its tables where there are none.
   *
   * @param address such as {@code jdbc:postgresql://localhost:5432/bivouac?user=me}, without a
   *     password: that comes from {@code ~/.pgpass}, {@code PGPASSWORD} or {@code
   *     BIVOUAC_STORE_PASSWORD}
   * @param clock gives entries their times
   * @throws dev.bivouac.journal.JournalFailedException if the database cannot be used; then it is
   *     as it was
   */
  public static PostgresStore open(String address, Clock clock) {
    PostgresAddress parsed = PostgresAddress.of(address, System.getenv());
    return open(parsed, new PostgresSource(parsed), clock, PATIENCE);
  }

  /**
   * Opens a store.
   *
   * @param source makes the connections
   * @param patience how long the server may be away
   */
  static PostgresStore open(
      PostgresAddress address, DataSource source, Clock clock, Duration patience) {
    PostgresLink link = PostgresLink.open(address, source, patience);
    boolean usable = false;
    try {
      PostgresSchema.check(link, source);
      usable = true;
      return new PostgresStore(link, source, clock, patience);
    } finally {
      if (!usable) {
        link.close();
      }
    }
  }

  @Override
  public Lease create(RunId id, Optional<String> key, RunStarted started) {
    RunKeys.check(key);
    presence.tell();
    var run = new NewRun(id, key.map(PostgresText::stored), started, owner(), now());
    return link.write(changes.insert(run));
  }

  @Override
  public Lease takeOver(RunId id) {
    return takeOver(id, false);
  }

  @Override
  public Lease forceTakeOver(RunId id) {
    return takeOver(id, true);
  }

  private Lease takeOver(RunId id, boolean force) {
    presence.tell();
    return link.write(changes.takeOver(id, owner(), force));
  }

  /** This process, as it is stored. */
  private Holder owner() {
    Holder holder = ThisProcess.holder(now());
    return new Holder(PostgresText.stored(holder.process()), holder.since());
  }

  @Override
  public List<Entry> append(Lease lease, Batch batch) {
    return batch.events().isEmpty()
        ? List.of()
        : link.write(changes.append(Additions.of(lease, now(), batch)));
  }

  @Override
  public List<Entry> read(RunId id) {
    return link.read(connection -> RunReads.entries(connection, id))
        .orElseThrow(() -> new UnknownRunException(id));
  }

  /** Some of a run's entries, from a number on. */
  List<Entry> from(RunId id, int number) {
    return link.read(connection -> RunReads.page(connection, id, number, PAGE));
  }

  @Override
  public Optional<RunHead> find(RunId id) {
    return link.read(
        connection -> held(connection, RunReads.head(connection, id, Optional.empty())));
  }

  @Override
  public Optional<RunHead> findByKey(String key) {
    String stored = PostgresText.stored(key);
    return link.read(
        connection -> held(connection, RunReads.headByKey(connection, stored, Optional.empty())));
  }

  private Optional<RunHead> held(Connection connection, Optional<RunHead> head)
      throws SQLException {
    return head.isEmpty()
        ? head
        : Optional.of(
            withHolder(
                head.get(), PostgresHolders.other(connection, head.get().id(), presence.key())));
  }

  @Override
  public List<RunHead> list(int most) {
    return link.read(connection -> {
      Map<RunId, PostgresHolders.Live> held = PostgresHolders.others(connection, presence.key());
      return RunReads.heads(connection, most, Optional.empty()).stream()
          .map(head -> withHolder(head, Optional.ofNullable(held.get(head.id()))))
          .toList();
    });
  }

  @Override
  public void remove(Lease lease) {
    link.write(RunWrites.remove(lease));
  }

  @Override
  public void letGo(Lease lease) {
    if (!closed.get()) {
      link.tryOnce(connection -> PostgresHolders.letGo(connection, lease, presence.key()));
    }
  }

  private static RunHead withHolder(RunHead head, Optional<PostgresHolders.Live> live) {
    return new RunHead(
        head.id(),
        head.key().map(PostgresText::read),
        head.stored(),
        head.status(),
        head.position(),
        live.map(PostgresHolders.Live::holder));
  }

  @Override
  public int backup(Path target) {
    throw PostgresTrouble.ownMeans(link.address());
  }

  /** Hears nothing: whoever watches from another process reads the journal. */
  @Override
  public RunListener listener() {
    return RunListener.NONE;
  }

  @Override
  public void drivenBy(RunControl newControl) {
    control = Optional.of(newControl);
  }

  @Override
  public RunControl owners() {
    return new PostgresOwners(link, source, presence.key());
  }

  @Override
  public RunWatch watch(RunId id, RunListener listener, Consumer<String> notes) {
    return new PollingWatch(this, id, listener);
  }

  /** Another process asks for something. The thread that hears it must go on hearing. */
  private void asked(String text) {
    PostgresRequest.read(text)
        .ifPresent(request ->
            Thread.ofVirtual()
                .name("bivouac-answer")
                .uncaughtExceptionHandler((failed, e) -> LOG.debug("A request failed", e))
                .start(() -> answer(request)));
  }

  private void answer(PostgresRequest request) {
    boolean done =
        control
            .map(asked -> {
              if (request.cancelled().isEmpty()) {
                return asked.stop(request.run());
              }
              asked.cancel(request.run(), request.cancelled().get());
              return true;
            })
            .orElse(false);
    link.tryOnce(
        connection -> PostgresOwners.send(connection, request.answerTo(), Boolean.toString(done)));
  }

  /** Waits for what is being written, and lets go of all runs. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    presence.close();
    link.tryOnce(connection -> PostgresHolders.letGoOfAll(connection, presence.key()));
    link.close();
  }

  /** Goes without letting go of anything, as a process that is killed. */
  void vanish() {
    if (!closed.getAndSet(true)) {
      presence.close();
      link.close();
    }
  }

  /** What the sessions of this store are set to. */
  String setting(String name) {
    return link.read(connection -> Sql.first(connection, "SELECT current_setting(?)", name))
        .orElse("");
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }
}
