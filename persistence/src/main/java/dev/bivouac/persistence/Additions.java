package dev.bivouac.persistence;

import dev.bivouac.journal.Batch;
import dev.bivouac.journal.Entry;
import dev.bivouac.journal.EventJson;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.Lease;
import dev.bivouac.journal.StoredEvent;
import dev.bivouac.run.Usage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Entries that follow each other and are written together, at least one.
 *
 * @param bodies how each is stored
 * @param used what the run has used with them, if it was counted
 */
record Additions(Lease lease, List<Entry> entries, List<StoredEvent> bodies, Optional<Usage> used) {
  static Additions of(Lease lease, Instant at, Batch batch) {
    var entries = new ArrayList<Entry>();
    for (JournalEvent event : batch.events()) {
      entries.add(new Entry(batch.first() + entries.size(), lease.epoch(), at, event));
    }
    List<StoredEvent> bodies = batch.events().stream().map(EventJson::write).toList();
    return new Additions(lease, List.copyOf(entries), bodies, batch.used());
  }

  int first() {
    return entries.getFirst().number();
  }

  int last() {
    return entries.getLast().number();
  }

  long characters() {
    return bodies.stream().mapToLong(stored -> stored.body().length()).sum();
  }
}
