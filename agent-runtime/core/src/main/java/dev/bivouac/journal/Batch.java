package dev.bivouac.journal;

import dev.bivouac.run.Usage;
import java.util.List;
import java.util.Optional;

/**
 * Events that follow each other without waiting, and are written together.
 *
 * @param first the number that the first of them gets; one more than the last entry
 * @param used what the run has used with them, as {@link Progress#usage} has it, for lists of runs;
 *     empty if nobody has counted
 */
public record Batch(int first, List<JournalEvent> events, Optional<Usage> used) {
  public Batch {
    events = List.copyOf(events);
  }

  /** Events that follow a state. */
  public static Batch after(RunState before, List<JournalEvent> events) {
    RunState state = before;
    for (JournalEvent event : events) {
      Progress now = state.progress();
      // What is used does not depend on the time, which the journal gives.
      state = state.after(new Entry(state.nextEntry(), now.epoch(), now.lastAt(), event));
    }
    return new Batch(before.nextEntry(), events, Optional.of(state.progress().usage()));
  }

  /** Events of which nobody has counted what the run has used with them. */
  public static Batch uncounted(int first, List<JournalEvent> events) {
    return new Batch(first, events, Optional.empty());
  }
}
