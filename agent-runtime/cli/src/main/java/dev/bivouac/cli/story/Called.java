package dev.bivouac.cli.story;

import dev.bivouac.journal.Step;
import dev.bivouac.tool.ToolCall;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A tool call as it is told.
 *
 * @param call what was asked for
 * @param starts when it was started, and started again after a crash; empty if it never was
 * @param failures attempts that failed and were followed by another
 * @param ending how it ended; empty while nobody knows
 */
public record Called(
    ToolCall call, List<Mark> starts, List<Moment.Failed> failures, Optional<Ending> ending) {
  /**
   * How it ended.
   *
   * @param at when that was written down
   */
  public record Ending(Mark at, Step.End end) {}

  public Called {
    starts = List.copyOf(starts);
    failures = List.copyOf(failures);
  }

  /** How long it ran, the last time it was started; empty if that is not known. */
  public Optional<Duration> took() {
    return starts.isEmpty()
        ? Optional.empty()
        : ending
            .filter(end -> end.end() instanceof Step.End.Known)
            .map(end -> starts.getLast().until(end.at()));
  }
}
