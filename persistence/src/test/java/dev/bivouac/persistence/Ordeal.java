package dev.bivouac.persistence;

import static dev.bivouac.journal.Journals.asks;
import static dev.bivouac.journal.Journals.says;
import static dev.bivouac.model.ScriptedModel.stepByStep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.RunRequest;
import dev.bivouac.RunSummary;
import dev.bivouac.Runtimes;
import dev.bivouac.journal.Entry;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.JournalEvent.OutcomeUnknown;
import dev.bivouac.journal.JournalEvent.ToolFinished;
import dev.bivouac.journal.JournalEvent.ToolStarted;
import dev.bivouac.journal.JournalFailedException;
import dev.bivouac.journal.ModelReply;
import dev.bivouac.journal.RunHead;
import dev.bivouac.journal.RunState;
import dev.bivouac.model.ScriptedModel;
import dev.bivouac.run.CallKey;
import dev.bivouac.run.RunOutcome;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A small run with effects in a world that remembers them, on something that fails at one call: it
 * goes on, in the same process or the next, and all is right in the end.
 */
final class Ordeal {
  /** One call in each step, so that the same calls are made every time. */
  static final List<ModelReply> IN_TURN =
      List.of(asks("read", "{}"), asks("send", "{}"), asks("pay", "{}"), says("Paid."));

  /** Calls side by side, which are written down together or not, as it comes. */
  static final List<ModelReply> SIDE_BY_SIDE =
      List.of(
          asks(List.of("read", "send"), "{}"),
          asks(List.of("read", "read"), "{}"),
          asks(List.of("pay", "read"), "{}"),
          says("Paid."));

  private static final RunRequest REQUEST = RunRequest.goal("Pay the bill.");

  private final ScriptedModel model;
  private final Unreliable ground;
  private final Payments payments = new Payments();
  private final String answer;
  private final int calls;

  /** What came of a failure: of how many calls it was one, and whether the run fell. */
  record Result(long calls, boolean fallen) {}

  Ordeal(List<ModelReply> script, Unreliable ground) {
    this.model = stepByStep(script.toArray(ModelReply[]::new));
    this.ground = ground;
    this.answer = script.getLast().text();
    this.calls = script.stream().mapToInt(reply -> reply.calls().size()).sum();
  }

  /** Nothing fails. */
  long undisturbed() throws IOException {
    ground.failAt(Long.MAX_VALUE, Fault.NOTHING_DONE);
    try (Store store = ground.open()) {
      assertAllIsRight(store, start(store));
    }
    return ground.mend();
  }

  /** Lets that call fail. */
  Result fallsAndGoesOn(Fault fault, long call) throws IOException {
    String when = "%s at call %d of %s".formatted(fault, call, ground.name());
    try {
      ground.failAt(call, fault);
      boolean opened = false;
      boolean fallen = true;
      try (Store store = opened()) {
        opened = true;
        fallen = falls(store);
        if (fallen && fault != Fault.FOR_EVER) {
          // There was a fit: the same process goes on, at the latest when it has noticed.
          boolean again = falls(store);
          assertAllIsRight(store, again ? start(store) : found(store));
        }
      } catch (NotOpened e) {
        assertNamed(e.failure);
      }
      long made = ground.mend();
      try (Store store = ground.open()) {
        boolean over = opened && (!fallen || fault != Fault.FOR_EVER);
        assertAllIsRight(store, over ? found(store) : start(store));
      }
      return new Result(made, fallen);
    } catch (AssertionError | JournalFailedException e) {
      throw new AssertionError(when, e);
    }
  }

  /** The store could not be opened, which is a way to fall. */
  private static final class NotOpened extends Exception {
    private static final long serialVersionUID = 1;

    private final JournalFailedException failure;

    NotOpened(JournalFailedException failure) {
      super(failure);
      this.failure = failure;
    }
  }

  private Store opened() throws NotOpened {
    try {
      return ground.open();
    } catch (JournalFailedException e) {
      throw new NotOpened(e);
    }
  }

  private boolean falls(Store store) {
    try {
      RunState unused = start(store);
      return false;
    } catch (JournalFailedException e) {
      assertNamed(e);
      return true;
    }
  }

  private void assertNamed(Throwable e) {
    assertThat(e).hasMessageContaining(ground.name());
  }

  private static RunState found(Store store) {
    return RunState.replay(store.read(store.list().getFirst().id()));
  }

  /** Starts the run, or resumes the one that is there. */
  private RunState start(Store store) {
    var journal = new HeardJournal(store);
    var runtime = Runtimes.runtime(journal, model, payments.tools(journal));
    List<RunHead> runs = store.list();
    RunSummary summary =
        runs.isEmpty() ? runtime.run(REQUEST) : runtime.resume(runs.getFirst().id());
    return summary.state();
  }

  private void assertAllIsRight(Store store, RunState state) {
    assertThat(state.outcome()).contains(new RunOutcome.Completed(answer));
    assertThat(payments.wrongs()).isEmpty();
    assertThat(payments.paid()).hasSizeLessThanOrEqualTo(1);
    assertThat(payments.sent()).hasSize(1);
    assertThat(store.list()).hasSize(1);
    List<Entry> entries = store.read(store.list().getFirst().id());
    assertThat(entries)
        .extracting(Entry::number)
        .containsExactlyElementsOf(IntStream.rangeClosed(1, entries.size()).boxed().toList());
    List<JournalEvent> events = entries.stream().map(Entry::event).toList();
    assertThat(events.getLast()).isInstanceOf(JournalEvent.RunFinished.class);
    assertEveryCallHasOneEnd(events);
  }

  /** What is not known to be done is flagged, and what was done is flagged or has its result. */
  private void assertEveryCallHasOneEnd(List<JournalEvent> events) {
    Set<CallKey> started = new HashSet<>();
    for (JournalEvent event : events) {
      if (event instanceof ToolStarted start) {
        started.add(start.call());
      }
    }
    List<CallKey> ends =
        events.stream()
            .filter(event -> event instanceof ToolFinished || event instanceof OutcomeUnknown)
            .map(event ->
                event instanceof ToolFinished finished
                    ? finished.call()
                    : ((OutcomeUnknown) event).call())
            .toList();
    assertThat(ends).doesNotHaveDuplicates().hasSize(calls);
    assertThat(started).isEqualTo(Set.copyOf(ends));
    boolean flagged = events.stream().anyMatch(OutcomeUnknown.class::isInstance);
    assertThat(payments.paid().size() == 1 || flagged).isTrue();
  }
}
