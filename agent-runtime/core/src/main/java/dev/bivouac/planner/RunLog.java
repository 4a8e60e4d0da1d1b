package dev.bivouac.planner;

import dev.bivouac.journal.Batch;
import dev.bivouac.journal.Entry;
import dev.bivouac.journal.Journal;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.Lease;
import dev.bivouac.journal.RunState;
import java.util.List;

/** The one way in which a run's thread writes: durable first, then the state, then the listener. */
final class RunLog {
  private final Journal journal;
  private final Lease lease;
  private final RunListener listener;

  RunLog(Journal journal, Lease lease, RunListener listener) {
    this.journal = journal;
    this.lease = lease;
    this.listener = listener;
  }

  Lease lease() {
    return lease;
  }

  RunState append(RunState before, JournalEvent event) {
    return append(before, List.of(event));
  }

  RunState append(RunState before, List<JournalEvent> events) {
    RunState state = before;
    for (Entry entry : journal.append(lease, Batch.after(before, events))) {
      state = state.after(entry);
      listener.appended(lease.run(), entry, state);
    }
    return state;
  }
}
