package dev.bivouac.journal;

import dev.bivouac.journal.JournalEvent.OutcomeUnknown;
import dev.bivouac.journal.JournalEvent.ToolFinished;
import dev.bivouac.run.CallKey;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares what a store says of a run with the run's journal. */
public final class JournalCheck {
  private final RunHead head;
  private final List<Entry> entries;
  private final List<String> wrongs = new ArrayList<>();

  private JournalCheck(RunHead head, List<Entry> entries) {
    this.head = head;
    this.entries = entries;
  }

  /**
   * What does not fit, a sentence each; empty if all is well.
   *
   * @param head from before the entries were read: a run at work may have gone on since
   */
  public static List<String> wrongs(RunHead head, List<Entry> entries) {
    var check = new JournalCheck(head, entries);
    check.numbers();
    check.ends();
    check.head();
    return List.copyOf(check.wrongs);
  }

  private void numbers() {
    int epoch = 0;
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (entry.number() != i + 1) {
        wrongs.add("Entry %d is in the place of entry %d.".formatted(entry.number(), i + 1));
      }
      if (entry.epoch() < epoch) {
        wrongs.add(
            "Entry %d is of epoch %d, the one before of epoch %d."
                .formatted(entry.number(), entry.epoch(), epoch));
      }
      epoch = entry.epoch();
    }
  }

  private void ends() {
    Set<CallKey> ended = new HashSet<>();
    for (Entry entry : entries) {
      end(entry)
          .filter(call -> !ended.add(call))
          .ifPresent(call -> wrongs.add("Call %s has a second end.".formatted(call)));
    }
  }

  private static Optional<CallKey> end(Entry entry) {
    return switch (entry.event()) {
      case ToolFinished finished -> Optional.of(finished.call());
      case OutcomeUnknown unknown -> Optional.of(unknown.call());
      case JournalEvent other -> Optional.empty();
    };
  }

  private void head() {
    if (entries.size() < head.position().entries()) {
      wrongs.add(
          "There are %d entries of %d.".formatted(entries.size(), head.position().entries()));
      return;
    }
    try {
      RunState state = RunState.replay(entries.subList(0, head.position().entries()));
      differs("status", head.status().word(), state.status().word());
      differs("steps", head.position().steps(), state.steps().size());
      differs("what was asked for", head.spec(), state.started().spec());
      head.position()
          .used()
          .ifPresent(used ->
              differs(
                  "what it used", UsageJson.text(used), UsageJson.text(state.progress().usage())));
    } catch (JournalFailedException e) {
      wrongs.add(String.valueOf(e.getMessage()));
    }
  }

  private void differs(String what, Object listed, Object journaled) {
    if (!listed.equals(journaled)) {
      wrongs.add("Listed for %s: %s; its journal says %s.".formatted(what, listed, journaled));
    }
  }
}
