package dev.bivouac.journal;

import dev.bivouac.run.RunId;
import dev.bivouac.run.RunStatus;
import dev.bivouac.run.Usage;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A journal that forgets everything with the process; passes {@code JournalContract}. */
public final class MemoryJournal implements Journal {
  private static final class Kept {
    private final RunId id;
    private final Optional<String> key;
    private final List<Entry> entries = new ArrayList<>();
    private int epoch = 1;
    private Optional<Usage> used = Optional.of(Usage.NONE);

    Kept(RunId id, Optional<String> key) {
      this.id = id;
      this.key = key;
    }
  }

  private final Clock clock;
  private final Map<RunId, Kept> runs = new LinkedHashMap<>();

  public MemoryJournal(Clock clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Lease create(
      RunId id, Optional<String> key, JournalEvent.RunStarted started) {
    key.flatMap(this::findByKey)
        .ifPresent(taken -> {
          throw new RunKeyTakenException(key.orElseThrow());
        });
    var kept = new Kept(id, key);
    runs.put(id, kept);
    add(kept, started);
    return new Lease(id, 1);
  }

  @Override
  public synchronized Lease takeOver(RunId id) {
    Kept kept = kept(id);
    kept.epoch++;
    return new Lease(id, kept.epoch);
  }

  @Override
  public synchronized List<Entry> append(Lease lease, Batch batch) {
    Kept kept = kept(lease.run());
    if (kept.epoch != lease.epoch() || kept.entries.size() + 1 != batch.first()) {
      throw new JournalConflictException(lease.run(), batch.first());
    }
    var added = new ArrayList<Entry>();
    batch.events().forEach(event -> added.add(add(kept, event)));
    kept.used = added.isEmpty() ? kept.used : batch.used();
    return List.copyOf(added);
  }

  @Override
  public synchronized List<Entry> read(RunId id) {
    return List.copyOf(kept(id).entries);
  }

  @Override
  public synchronized Optional<RunHead> find(RunId id) {
    return Optional.ofNullable(runs.get(id)).map(MemoryJournal::head);
  }

  @Override
  public synchronized Optional<RunHead> findByKey(String key) {
    return list().stream().filter(head -> head.key().equals(Optional.of(key))).findFirst();
  }

  @Override
  public synchronized List<RunHead> list(int most) {
    List<RunHead> heads = runs.values().stream().map(MemoryJournal::head).toList();
    return heads.reversed().stream().limit(most).toList();
  }

  @Override
  public synchronized void remove(Lease lease) {
    if (!runs.containsKey(lease.run()) || kept(lease.run()).epoch != lease.epoch()) {
      throw new JournalConflictException(lease.run());
    }
    runs.remove(lease.run());
  }

  @Override
  public void close() {}

  private Kept kept(RunId id) {
    return Optional.ofNullable(runs.get(id)).orElseThrow(() -> new UnknownRunException(id));
  }

  private Entry add(Kept kept, JournalEvent event) {
    // Through the stored form and back, so that every test of the kernel is one of the codec too.
    JournalEvent read = EventJson.read(EventJson.write(event));
    var entry = new Entry(kept.entries.size() + 1, kept.epoch, clock.instant(), read);
    kept.entries.add(entry);
    return entry;
  }

  private static RunHead head(Kept kept) {
    var started = (JournalEvent.RunStarted) kept.entries.getFirst().event();
    RunStatus status = RunStatus.RUNNING;
    int steps = 0;
    for (Entry entry : kept.entries) {
      status = RunHead.statusAfter(status, entry.event());
      steps += entry.event() instanceof JournalEvent.ModelReplied ? 1 : 0;
    }
    Instant created = kept.entries.getFirst().at();
    Instant updated = kept.entries.getLast().at();
    var position =
        new RunHead.Position(kept.epoch, kept.entries.size(), steps, created, updated, kept.used);
    return new RunHead(
        kept.id, kept.key, StoredSpec.of(started.spec()), status, position, Optional.empty());
  }
}
