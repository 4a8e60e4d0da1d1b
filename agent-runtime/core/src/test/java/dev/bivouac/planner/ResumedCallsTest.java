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
import dev.bivouac.journal.MemoryJournal;
import dev.bivouac.run.CallKey;
import dev.bivouac.tool.OnResume;
import dev.bivouac.tool.Reconciliation;
import dev.bivouac.tool.Repeat;
import dev.bivouac.tool.ToolContext;
import dev.bivouac.tool.ToolOutput;
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

  /** A tool whose reconciler finds what it is told to. */
  static final class Booking {
    private final List<ToolContext> calls = Collections.synchronizedList(new ArrayList<>());
    private final List<ToolContext> asked = Collections.synchronizedList(new ArrayList<>());
    private final Reconciliation found;

    Booking(Reconciliation found) {
      this.found = found;
    }

    @Tool("Books.")
    @OnResume(value = Repeat.RECONCILED, reconciler = "found")
    public String book(ToolContext context) {
      calls.add(context);
      return "booked";
    }

    Reconciliation found(ToolContext context) {
      asked.add(context);
      return found;
    }
  }

  @Test
  void countsOnWhenAReconcilerSaysThatNothingHappened() {
    var kept = cutShort();
    var tool = new Booking(new Reconciliation.NotDone());

    Runtimes.runtime(kept, scripted(says("Done.")), tool).resume(RUN);

    assertThat(tool.calls).extracting(ToolContext::attempt).containsExactly(2);
    assertThat(tool.calls)
        .extracting(ToolContext::idempotencyKey)
        .containsExactly("bivouac-0123456789ab-1-0");
    assertThat(tool.asked)
        .extracting(ToolContext::idempotencyKey)
        .containsExactly("bivouac-0123456789ab-1-0");
    assertThat(eventsOf(kept))
        .containsSubsequence(new ToolStarted(Journals.FIRST_CALL, 2), toolFinished(1, 0, "booked"));
  }

  @Test
  void takesTheResultOfAReconcilerThatSaysThatItIsDone() {
    var kept = cutShort();
    var tool = new Booking(new Reconciliation.Done(ToolOutput.of("booked before")));

    Runtimes.runtime(kept, scripted(says("Done.")), tool).resume(RUN);

    assertThat(tool.calls).isEmpty();
    assertThat(eventsOf(kept))
        .contains(toolFinished(1, 0, "booked before"))
        .doesNotHaveAnyElementsOfTypes(OutcomeUnknown.class);
  }

  @Test
  void knowsNothingWhenAReconcilerCannotTell() {
    var kept = cutShort();
    var tool = new Booking(new Reconciliation.Unknown());

    Runtimes.runtime(kept, scripted(says("Done.")), tool).resume(RUN);

    assertThat(tool.calls).isEmpty();
    assertThat(eventsOf(kept))
        .hasAtLeastOneElementOfType(OutcomeUnknown.class)
        .doesNotHaveAnyElementsOfTypes(ToolFinished.class);
  }

  private static MemoryJournal cutShort() {
    return journalOf(
        started(tool("book", Repeat.RECONCILED)),
        replied(1, asks("book", "{}")),
        toolStarted(1, 0));
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
