package dev.bivouac.persistence;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.JournalEvent.ModelAsked;
import dev.bivouac.journal.RunState;
import dev.bivouac.planner.RunListener;
import dev.bivouac.run.RunId;
import java.util.List;

/** A run as far as a watcher has seen it. The step under way is shown to it from its beginning. */
final class SeenRun {
  private final RunId run;
  private final RunListener listener;
  private final List<Entry> underWay;
  private RunState state;

  /**
   * A run that nothing has been shown of yet.
   *
   * @param entries what its journal holds so far
   */
  SeenRun(RunId run, RunListener listener, List<Entry> entries) {
    this.run = run;
    this.listener = listener;
    int shown = beginningOfStep(entries);
    this.state = RunState.replay(entries.subList(0, shown));
    this.underWay = List.copyOf(entries.subList(shown, entries.size()));
  }

  /** How many entries there were before the step under way, which is to be seen whole. */
  private static int beginningOfStep(List<Entry> entries) {
    for (int i = entries.size() - 1; i > 0; i--) {
      if (entries.get(i).event() instanceof ModelAsked) {
        return i;
      }
    }
    return entries.size();
  }

  RunId run() {
    return run;
  }

  RunState state() {
    return state;
  }

  /** The number of the entry that comes next. */
  int next() {
    return state.nextEntry();
  }

  /** True if there is nothing more to come: it is over or waits. */
  boolean isSettled() {
    return state.outcome().isPresent() || state.pause().isPresent();
  }

  /** Shows what is there already. */
  void open() {
    listener.opened(run, state);
    underWay.forEach(this::add);
  }

  /** Shows one more entry, unless it was shown before. */
  void add(Entry entry) {
    if (entry.number() == state.nextEntry()) {
      state = state.after(entry);
      listener.appended(run, entry, state);
    }
  }
}
