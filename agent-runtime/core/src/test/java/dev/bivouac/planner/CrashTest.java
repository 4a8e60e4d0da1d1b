package dev.bivouac.planner;

import static dev.bivouac.model.ScriptedModel.stepByStep;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.AgentRuntime;
import dev.bivouac.RunRequest;
import dev.bivouac.RunSummary;
import dev.bivouac.Runtimes;
import dev.bivouac.journal.Crash;
import dev.bivouac.journal.FaultyJournal;
import dev.bivouac.journal.FaultyJournal.Fault;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.JournalEvent.OutcomeUnknown;
import dev.bivouac.journal.JournalEvent.ToolFinished;
import dev.bivouac.journal.JournalFailedException;
import dev.bivouac.journal.Journals;
import dev.bivouac.journal.MemoryJournal;
import dev.bivouac.journal.RunHead;
import dev.bivouac.model.ScriptedModel;
import dev.bivouac.run.RunOutcome;
import dev.bivouac.run.SettableClock;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every place between two appends: stop there, resume, and see that nothing is lost or done twice.
 */
class CrashTest {
  private static final RunRequest REQUEST = RunRequest.goal("Plan a trip.");
  private static final int NEVER = 1_000;

  /** More than the run has; beyond its end the run is not disturbed. */
  private static final int APPENDS = 22;

  private final MemoryJournal store = new MemoryJournal(new SettableClock(Journals.START));
  private final ScriptedModel model = stepByStep(Trip.SCRIPT);

  static Stream<Arguments> places() {
    return IntStream.rangeClosed(1, APPENDS)
        .boxed()
        .flatMap(append ->
            Stream.of(Fault.values())
                .flatMap(fault ->
                    Stream.of(true, false)
                        .map(knowsItsBookings -> Arguments.of(append, fault, knowsItsBookings))));
  }

  @ParameterizedTest(name = "append {0} {1}, the hotel knows its bookings: {2}")
  @MethodSource("places")
  void goesOnAfterACrash(int append, Fault fault, boolean knowsItsBookings) {
    var trip = new Trip(knowsItsBookings);
    fallsOver(trip, new FaultyJournal(store, append, fault));

    RunSummary summary = goOn(trip);

    assertThat(summary.state().outcome()).contains(new RunOutcome.Completed(Trip.ANSWER));
    assertThat(trip.wrongs).isEmpty();
    assertNothingWasDoneTwice(trip, knowsItsBookings);
    assertEveryCallHasOneEnd();
    assertEveryRequestBeginsWithTheOneBefore();
    assertEveryCallIsAnsweredInOrder();
  }

  @Test
  void survivesACrashAtEveryAppend() {
    var trip = new Trip(true);
    int processes = 0;
    boolean over = false;
    while (!over) {
      processes++;
      // Each process lives for three appends: its resume, a request and its answer, say.
      over = !fallsOver(trip, new FaultyJournal(store, 4, Fault.CRASHES_BEFORE));
    }

    assertThat(processes).isGreaterThan(5);
    assertThat(trip.wrongs).isEmpty();
    assertNothingWasDoneTwice(trip, true);
    assertEveryCallHasOneEnd();
    assertEveryRequestBeginsWithTheOneBefore();
    assertEveryCallIsAnsweredInOrder();
  }

  /** A process that may die or fail. True if it did. */
  private boolean fallsOver(Trip trip, FaultyJournal journal) {
    try {
      start(trip, journal);
      return false;
    } catch (Crash | JournalFailedException e) {
      journal.kill();
      return true;
    }
  }

  private RunSummary goOn(Trip trip) {
    return start(trip, new FaultyJournal(store, NEVER, Fault.CANNOT_WRITE));
  }

  private RunSummary start(Trip trip, FaultyJournal journal) {
    AgentRuntime runtime = Runtimes.runtime(journal, model, trip.tools(journal));
    List<RunHead> runs = store.list();
    return runs.isEmpty() ? runtime.run(REQUEST) : runtime.resume(runs.getFirst().id());
  }

  private void assertNothingWasDoneTwice(Trip trip, boolean knowsItsBookings) {
    assertThat(trip.payments).doesNotHaveDuplicates();
    assertThat(trip.notices).hasSize(1);
    assertThat(trip.bookings).hasSizeLessThanOrEqualTo(1);
    if (knowsItsBookings) {
      assertThat(trip.bookings).hasSize(1);
    }
    long paid =
        ends().filter(e -> e instanceof ToolFinished f && f.result().text().equals("paid")).count();
    assertThat((long) trip.payments.size()).isGreaterThanOrEqualTo(paid);
  }

  private void assertEveryCallHasOneEnd() {
    var calls =
        ends()
            .map(end ->
                end instanceof ToolFinished finished
                    ? finished.call()
                    : ((OutcomeUnknown) end).call())
            .toList();
    assertThat(calls).doesNotHaveDuplicates().hasSize(7);
  }

  private Stream<JournalEvent> ends() {
    return Journals.eventsOf(store).stream()
        .filter(event -> event instanceof ToolFinished || event instanceof OutcomeUnknown);
  }

  private void assertEveryRequestBeginsWithTheOneBefore() {
    List<ChatMessage> before = List.of();
    for (List<ChatMessage> messages : model.conversations()) {
      assertThat(messages.subList(0, Math.min(before.size(), messages.size()))).isEqualTo(before);
      before = messages;
    }
  }

  private void assertEveryCallIsAnsweredInOrder() {
    var asked = new ArrayList<String>();
    var answered = new ArrayList<String>();
    for (ChatMessage message : model.conversations().getLast()) {
      if (message instanceof AiMessage reply) {
        assertThat(answered).isEqualTo(asked);
        reply.toolExecutionRequests().stream().map(ToolExecutionRequest::id).forEach(asked::add);
      } else if (message instanceof ToolExecutionResultMessage result) {
        answered.add(result.id());
      }
    }
    assertThat(answered).isEqualTo(asked).hasSize(7);
    long unknown = ends().filter(OutcomeUnknown.class::isInstance).count();
    long told =
        model.conversations().getLast().stream()
            .filter(message ->
                message instanceof ToolExecutionResultMessage result
                    && result.text().startsWith("OUTCOME UNKNOWN"))
            .count();
    assertThat(told).isEqualTo(unknown);
  }
}
