package dev.bivouac.persistence;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.EventJson;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.Lease;
import dev.bivouac.journal.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Entries that follow each other and are written together, at least one.
 *
 * @param bodies how each is stored
 */
record Additions(Lease lease, List<Entry> entries, List<StoredEvent> bodies) {
  static Additions of(Lease lease, int first, Instant at, List<JournalEvent> events) {
    var entries = new ArrayList<Entry>();
    for (JournalEvent event : events) {
      entries.add(new Entry(first + entries.size(), lease.epoch(), at, event));
    }
    return new Additions(
        lease, List.copyOf(entries), events.stream().map(EventJson::write).toList());
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
