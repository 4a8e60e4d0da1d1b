package dev.bivouac.planner;

import static dev.bivouac.journal.Journals.RUN;
import static dev.bivouac.journal.Journals.asks;
import static dev.bivouac.journal.Journals.eventsOf;
import static dev.bivouac.journal.Journals.journalOf;
import static dev.bivouac.journal.Journals.replied;
import static dev.bivouac.journal.Journals.says;
import static dev.bivouac.journal.Journals.started;
import static dev.bivouac.journal.Journals.tool;
import static dev.bivouac.journal.Journals.toolFinished;
import static dev.bivouac.journal.Journals.toolStarted;
import static dev.bivouac.model.ScriptedModel.scripted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.Runtimes;
import dev.bivouac.journal.JournalEvent.OutcomeUnknown;
import dev.bivouac.journal.JournalEvent.ToolFinished;
import dev.bivouac.journal.JournalEvent.ToolStarted;
import dev.bivouac.journal.Journals;
import dev.bivouac.run.CallKey;
import dev.bivouac.tool.OnResume;
import dev.bivouac.tool.Reconciliation;
import dev.bivouac.tool.Repeat;
import dev.bivouac.tool.ToolContext;
import dev.langchain4j.agent.tool.Tool;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a resume does with calls that were cut short, whatever has become of their tools. */
@Timeout(60)
class ResumedCallsTest {
  private final Desk desk = new Desk();

  /** A tool whose reconciler has a bug. */
  static final class BadReconciler {
    @Tool("Books.")
    @OnResume(value = Repeat.RECONCILED, reconciler = "found")
    public String book() {
      return "booked";
    }

    Reconciliation found() {
      return List.<Reconciliation>of().getFirst();
    }
  }

  /** A tool whose reconciler says that nothing happened. */
  static final class NothingHappened {
    private final List<Integer> attempts = Collections.synchronizedList(new ArrayList<>());

    @Tool("Books.")
    @OnResume(value = Repeat.RECONCILED, reconciler = "found")
    public String book(ToolContext context) {
      attempts.add(context.attempt());
      return "booked";
    }

    Reconciliation found() {
      return new Reconciliation.NotDone();
    }
  }

  @Test
  void countsOnWhenAReconcilerSaysThatNothingHappened() {
    var kept =
        journalOf(
            started(tool("book", Repeat.RECONCILED)),
            replied(1, asks("book", "{}")),
            toolStarted(1, 0));
    var tool = new NothingHappened();

    Runtimes.runtime(kept, scripted(says("Done.")), tool).resume(RUN);

    assertThat(tool.attempts).containsExactly(2);
    assertThat(eventsOf(kept))
        .containsSubsequence(new ToolStarted(Journals.FIRST_CALL, 2), toolFinished(1, 0, "booked"));
  }

  @Test
  void knowsNothingWhenAReconcilerHasABug() {
    var kept =
        journalOf(
            started(tool("book", Repeat.RECONCILED)),
            replied(1, asks("book", "{}")),
            toolStarted(1, 0));

    Runtimes.runtime(kept, scripted(says("Done.")), new BadReconciler()).resume(RUN);

    assertThat(eventsOf(kept)).hasAtLeastOneElementOfType(OutcomeUnknown.class);
  }

  @Test
  void knowsNothingOfACallWhoseToolIsGone() {
    var kept =
        journalOf(
            started(tool("send_all", Repeat.KEYED), tool("look", Repeat.READS)),
            replied(1, asks(List.of("send_all", "look"), "{}")),
            toolStarted(1, 0),
            toolStarted(1, 1));

    Runtimes.runtime(kept, scripted(says("Done.")), desk).resume(RUN);

    assertThat(eventsOf(kept))
        .filteredOn(OutcomeUnknown.class::isInstance)
        .extracting(event -> ((OutcomeUnknown) event).call())
        .containsExactly(new CallKey(1, 0));
    assertThat(eventsOf(kept))
        .filteredOn(ToolFinished.class::isInstance)
        .extracting(event -> ((ToolFinished) event).result().text())
        .containsExactly("There is no tool 'look'. The tools are: pay, read, send, recall.");
  }

  @Test
  void knowsNothingOfACallWhoseToolCanNoLongerBeAsked() {
    var kept =
        journalOf(
            started(tool("pay", Repeat.RECONCILED)),
            replied(1, asks("pay", "{}")),
            toolStarted(1, 0));

    Runtimes.runtime(kept, scripted(says("Done.")), desk).resume(RUN);

    assertThat(eventsOf(kept)).hasAtLeastOneElementOfType(OutcomeUnknown.class);
    assertThat(desk.calls).isEmpty();
  }
}
