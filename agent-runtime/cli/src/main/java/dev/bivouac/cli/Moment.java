package dev.bivouac.cli;

import dev.bivouac.run.CallKey;
import dev.bivouac.run.RunId;
import dev.bivouac.run.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a run is doing right now, as far as it can be told.
 *
 * @param run empty until it is known
 * @param count how far it is
 * @param asking the model's answer that is on its way, if it is being asked
 * @param calls tools at work, in the order they were started
 * @param waiting what it waits for before it tries again, if it does
 * @param stopAskedAt when somebody asked it to stop, if so
 */
record Moment(
    Optional<RunId> run,
    Count count,
    Optional<Asking> asking,
    List<Running> calls,
    Optional<Waiting> waiting,
    Optional<Instant> stopAskedAt) {
  /**
   * How far a run is.
   *
   * @param step the one under way, or the last; 0 before the first
   * @param limit of steps
   * @param usage so far
   * @param since the moment it would have begun, had it been at work without a break
   */
  record Count(int step, int limit, Usage usage, Instant since) {
    static final Count NOTHING = new Count(0, 0, Usage.NONE, Instant.EPOCH);
  }

  /**
   * An answer on its way.
   *
   * @param since when it was asked for
   * @param reasoning the end of what came so far
   * @param text the end of what came so far
   * @param characters how much came in all
   */
  record Asking(Instant since, String reasoning, String text, long characters) {}

  /** A tool at work. */
  record Running(CallKey key, String name, String arguments, Instant since) {}

  /** A wait before the next attempt. */
  record Waiting(Instant until, String reason) {}
}
