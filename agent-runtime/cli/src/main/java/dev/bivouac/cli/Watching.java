package dev.bivouac.cli;

import dev.bivouac.RunSummary;
import dev.bivouac.journal.RunHead;
import dev.bivouac.journal.RunState;
import dev.bivouac.persistence.RunWatch;
import dev.bivouac.persistence.Store;
import dev.bivouac.planner.RunListener;
import dev.bivouac.run.RunId;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** Follows a run that another process drives, and tells how it stands in the end. */
final class Watching {
  private final Surroundings around;
  private final OutputOptions output;
  private final Store store;

  /**
   * How a following ended.
   *
   * @param state of the run
   * @param left the exit code of the signal that ended the following, not the run
   */
  record Followed(RunState state, OptionalInt left) {}

  Watching(Surroundings around, OutputOptions output, Store store) {
    this.around = around;
    this.output = output;
    this.store = store;
  }

  /** Shows a run as the process that drives it would. */
  int show(RunHead head, DriveOptions shown) {
    if (!head.atWork()) {
      return tell(head.id(), RunState.replay(store.read(head.id())));
    }
    try (Audience audience = Audience.of(around, shown)) {
      Followed followed = follow(head.id(), audience.listener(), audience::say);
      audience.end();
      if (followed.left().isPresent()) {
        around.say(
            "Run %s goes on without being watched. `bivouac watch %s` shows it again, `bivouac stop %s` stops it."
                .formatted(head.id(), head.id(), head.id()));
        return followed.left().getAsInt();
      }
      return tell(head.id(), followed.state());
    }
  }

  /** Waits, without showing anything, until nobody drives the run any more. */
  Followed await(RunId run) {
    return follow(run, RunListener.NONE, around::say);
  }

  private Followed follow(RunId run, RunListener listener, Consumer<String> notes) {
    var left = new AtomicBoolean();
    try (RunWatch watch = store.watch(run, listener, notes)) {
      Signals signals =
          Signals.listen(
              signal -> {
                left.set(true);
                watch.leave();
              },
              () -> {});
      RunState state = watch.follow();
      return new Followed(state, left.get() ? OptionalInt.of(signals.code()) : OptionalInt.empty());
    }
  }

  /** Says how a run stands that nobody drives; the exit code is the one of {@code run}. */
  int tell(RunId run, RunState state) {
    if (output.json) {
      around.printJson(SummaryJson.of(run, state));
    }
    Session.ending(new RunSummary(run, state, List.of(), List.of())).lines().forEach(around::say);
    if (state.status().over()) {
      around.say("`bivouac show %s` tells what happened.".formatted(run));
    }
    return ExitCode.of(state, 0);
  }
}
