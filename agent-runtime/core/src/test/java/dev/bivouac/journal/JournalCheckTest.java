package dev.bivouac.journal;

import static dev.bivouac.journal.Journals.asks;
import static dev.bivouac.journal.Journals.entries;
import static dev.bivouac.journal.Journals.replied;
import static dev.bivouac.journal.Journals.started;
import static dev.bivouac.journal.Journals.toolFinished;
import static dev.bivouac.journal.Journals.toolStarted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.run.RunStatus;
import dev.bivouac.run.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JournalCheckTest {
  private static final List<Entry> WHOLE =
      entries(
          started(),
          Journals.asked(1, 1),
          replied(1, asks("sun", "{}")),
          toolStarted(1, 0),
          toolFinished(1, 0, "2 May"));

  private static RunHead head(RunStatus status, int entries, int steps) {
    return new RunHead(
        Journals.RUN,
        Optional.empty(),
        StoredSpec.of(started().spec()),
        status,
        new RunHead.Position(1, entries, steps, Journals.START, Journals.START, Optional.empty()),
        Optional.empty());
  }

  private static RunHead withUsed(Usage used) {
    RunHead.Position at = HEAD.position();
    return new RunHead(
        HEAD.id(),
        HEAD.key(),
        HEAD.stored(),
        HEAD.status(),
        new RunHead.Position(
            at.epoch(),
            at.entries(),
            at.steps(),
            at.createdAt(),
            at.updatedAt(),
            Optional.of(used)),
        HEAD.holder());
  }

  private static final RunHead HEAD = head(RunStatus.RUNNING, 5, 1);

  @Test
  void findsNothingInAWholeJournal() {
    assertThat(JournalCheck.wrongs(HEAD, WHOLE)).isEmpty();
    assertThat(JournalCheck.wrongs(head(RunStatus.RUNNING, 2, 0), WHOLE)).isEmpty();
  }

  @Test
  void comparesWhatWasUsedWhereItWasCounted() {
    var right = new Usage(100, 0, 10, Optional.empty());
    var wrong = new Usage(100, 1, 10, Optional.empty());

    assertThat(JournalCheck.wrongs(withUsed(right), WHOLE)).isEmpty();
    assertThat(JournalCheck.wrongs(withUsed(wrong), WHOLE))
        .containsExactly(
            "Listed for what it used: {\"input\":100,\"cached\":1,\"output\":10}; its journal says"
                + " {\"input\":100,\"cached\":0,\"output\":10}.");
  }

  @Test
  void findsWhatIsMissing() {
    assertThat(JournalCheck.wrongs(HEAD, WHOLE.subList(0, 4)))
        .containsExactly("There are 4 entries of 5.");
    assertThat(JournalCheck.wrongs(HEAD, List.of())).containsExactly("There are 0 entries of 5.");
    var hole = new ArrayList<>(WHOLE);
    Entry gone = hole.remove(1);
    hole.add(gone);
    assertThat(JournalCheck.wrongs(HEAD, hole))
        .contains("Entry 3 is in the place of entry 2.", "Entry 2 is in the place of entry 5.");
  }

  @Test
  void findsWhatContradicts() {
    assertThat(JournalCheck.wrongs(head(RunStatus.COMPLETED, 5, 3), WHOLE))
        .containsExactly(
            "Listed for status: completed; its journal says running.",
            "Listed for steps: 3; its journal says 1.");
    var twice = new ArrayList<>(WHOLE);
    twice.add(new Entry(6, 0, Journals.START, toolFinished(1, 0, "3 May")));
    assertThat(JournalCheck.wrongs(HEAD, twice))
        .containsExactly(
            "Entry 6 is of epoch 0, the one before of epoch 1.", "Call 1.0 has a second end.");
    assertThat(JournalCheck.wrongs(head(RunStatus.RUNNING, 4, 1), WHOLE.subList(1, 5)))
        .contains(
            "A journal does not begin with the start of its run. Restore the store from a copy.");
  }
}
