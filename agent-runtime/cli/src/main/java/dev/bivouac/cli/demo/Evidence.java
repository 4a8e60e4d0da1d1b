package dev.bivouac.cli.demo;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.JournalEvent.ModelAsked;
import dev.bivouac.journal.JournalEvent.ModelReplied;
import dev.bivouac.journal.JournalEvent.RunFinished;
import dev.bivouac.journal.JournalEvent.ToolFinished;
import dev.bivouac.journal.JournalEvent.ToolStarted;
import dev.bivouac.run.CallKey;
import dev.bivouac.run.RunOutcome;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What the journal before the kill and the one after the resume prove.
 *
 * @param before as the killed process left it
 * @param after as the resume left it
 */
record Evidence(List<Entry> before, List<Entry> after) {
  Evidence {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** The calls that had started and not finished when the process was killed. */
  Set<CallKey> cut() {
    Set<CallKey> open = calls(before, ToolStarted.class, ToolStarted::call);
    open.removeAll(finished());
    return open;
  }

  /** The calls whose results were there already. */
  Set<CallKey> finished() {
    return calls(before, ToolFinished.class, ToolFinished::call);
  }

  /** The calls that were started again. */
  Set<CallKey> repeated() {
    Set<CallKey> again = calls(added(), ToolStarted.class, ToolStarted::call);
    again.retainAll(calls(before, ToolStarted.class, ToolStarted::call));
    return again;
  }

  /** True if every entry of before stands unchanged in after. */
  boolean keepsEverything() {
    return after.size() >= before.size() && after.subList(0, before.size()).equals(before);
  }

  /** How many steps the model answered. */
  long steps() {
    return events(after, ModelReplied.class).stream().map(ModelReplied::step).distinct().count();
  }

  /** How many steps the model was asked for more than once. */
  long paidTwice() {
    List<Integer> asked = events(after, ModelAsked.class).stream().map(ModelAsked::step).toList();
    return asked.stream().filter(step -> Collections.frequency(asked, step) > 1).distinct().count();
  }

  boolean isCompleted() {
    return events(after, RunFinished.class).stream()
        .anyMatch(event -> event.outcome() instanceof RunOutcome.Completed);
  }

  private List<Entry> added() {
    return after.subList(Math.min(before.size(), after.size()), after.size());
  }

  private static <E extends JournalEvent> List<E> events(List<Entry> entries, Class<E> type) {
    return entries.stream().map(Entry::event).filter(type::isInstance).map(type::cast).toList();
  }

  private static <E extends JournalEvent> Set<CallKey> calls(
      List<Entry> entries, Class<E> type, Function<E, CallKey> call) {
    return events(entries, type).stream().map(call).collect(Collectors.toCollection(TreeSet::new));
  }
}
