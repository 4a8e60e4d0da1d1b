package dev.bivouac.journal;

import dev.bivouac.run.Usage;
import java.time.Duration;
import java.time.Instant;

/**
 * How much a run has used.
 *
 * @param entries written so far
 * @param epoch of the last entry
 * @param lastAt of the last entry
 * @param active time at work: the gaps between entries of one epoch; downtime and pauses do not
 *     count
 * @param usage tokens and money, failed and unanswered attempts included
 */
public record Progress(int entries, int epoch, Instant lastAt, Duration active, Usage usage) {
  static Progress first(Entry entry) {
    return new Progress(1, entry.epoch(), entry.at(), Duration.ZERO, Usage.NONE);
  }

  Progress after(Entry entry) {
    if (entry.number() != entries + 1) {
      throw new JournalFailedException(
          "Entry %d follows entry %d. Restore the store from a copy."
              .formatted(entry.number(), entries));
    }
    Duration gap = Duration.between(lastAt, entry.at());
    boolean counts =
        entry.epoch() == epoch
            && !gap.isNegative()
            && !(entry.event() instanceof JournalEvent.RunResumed);
    return new Progress(
        entry.number(), entry.epoch(), entry.at(), counts ? active.plus(gap) : active, usage);
  }

  Progress used(Usage more) {
    return new Progress(entries, epoch, lastAt, active, usage.plus(more));
  }
}
