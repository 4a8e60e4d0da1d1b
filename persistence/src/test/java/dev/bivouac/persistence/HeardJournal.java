package dev.bivouac.persistence;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.Journal;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.JournalEvent.RunStarted;
import dev.bivouac.journal.JournalEvent.ToolStarted;
import dev.bivouac.journal.Lease;
import dev.bivouac.journal.RunHead;
import dev.bivouac.run.CallKey;
import dev.bivouac.run.RunId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A journal that remembers which calls of tools are known to be written. */
final class HeardJournal implements Journal {
  private final Journal journal;
  private final Set<CallKey> started = ConcurrentHashMap.newKeySet();

  HeardJournal(Journal journal) {
    this.journal = journal;
  }

  /** True if the start of the call was acknowledged, or read. */
  boolean hasStarted(CallKey call) {
    return started.contains(call);
  }

  private List<Entry> heard(List<Entry> entries) {
    for (Entry entry : entries) {
      if (entry.event() instanceof ToolStarted start) {
        started.add(start.call());
      }
    }
    return entries;
  }

  @Override
  public Lease create(RunId id, Optional<String> key, RunStarted first) {
    return journal.create(id, key, first);
  }

  @Override
  public Lease takeOver(RunId id) {
    return journal.takeOver(id);
  }

  @Override
  public List<Entry> append(Lease lease, int next, List<JournalEvent> events) {
    return heard(journal.append(lease, next, events));
  }

  @Override
  public List<Entry> read(RunId id) {
    return heard(journal.read(id));
  }

  @Override
  public Optional<RunHead> find(RunId id) {
    return journal.find(id);
  }

  @Override
  public Optional<RunHead> findByKey(String key) {
    return journal.findByKey(key);
  }

  @Override
  public List<RunHead> list(int most) {
    return journal.list(most);
  }

  @Override
  public void remove(Lease lease) {
    journal.remove(lease);
  }

  @Override
  public void close() {
    journal.close();
  }
}
