package dev.bivouac.persistence;

import dev.bivouac.journal.Batch;
import dev.bivouac.journal.Entry;
import dev.bivouac.journal.Journal;
import dev.bivouac.journal.JournalEvent.ToolStarted;
import dev.bivouac.journal.Lease;
import dev.bivouac.journal.PassingJournal;
import dev.bivouac.run.CallKey;
import dev.bivouac.run.RunId;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A journal that remembers which calls of tools are known to be written. */
final class HeardJournal extends PassingJournal {
  private final Set<CallKey> started = ConcurrentHashMap.newKeySet();

  HeardJournal(Journal journal) {
    super(journal);
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
  public List<Entry> append(Lease lease, Batch batch) {
    return heard(super.append(lease, batch));
  }

  @Override
  public List<Entry> read(RunId id) {
    return heard(super.read(id));
  }
}
