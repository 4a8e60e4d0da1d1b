package dev.bivouac.planner;

import static dev.bivouac.journal.Journals.RUN;
import static dev.bivouac.journal.Journals.asks;
import static dev.bivouac.journal.Journals.eventsOf;
import static dev.bivouac.journal.Journals.journalOf;
import static dev.bivouac.journal.Journals.replied;
import static dev.bivouac.journal.Journals.says;
import static dev.bivouac.journal.Journals.started;
import static dev.bivouac.journal.Journals.tool;
import static dev.bivouac.journal.Journals.toolStarted;
import static dev.bivouac.model.ScriptedModel.scripted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.AgentRuntime;
import dev.bivouac.RunRequest;
import dev.bivouac.RunSummary;
import dev.bivouac.Runtimes;
import dev.bivouac.journal.Batch;
import dev.bivouac.journal.Crash;
import dev.bivouac.journal.Entry;
import dev.bivouac.journal.FaultyJournal;
import dev.bivouac.journal.FaultyJournal.Fault;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.JournalEvent.OutcomeUnknown;
import dev.bivouac.journal.JournalEvent.RunFinished;
import dev.bivouac.journal.JournalEvent.ToolFinished;
import dev.bivouac.journal.JournalEvent.ToolStarted;
import dev.bivouac.journal.Journals;
import dev.bivouac.journal.Lease;
import dev.bivouac.journal.MemoryJournal;
import dev.bivouac.journal.PassingJournal;
import dev.bivouac.journal.RunHead;
import dev.bivouac.model.PlainProfile;
import dev.bivouac.model.Prices;
import dev.bivouac.model.ScriptedModel;
import dev.bivouac.planner.RuntimeParts.Patience;
import dev.bivouac.run.CallKey;
import dev.bivouac.run.PauseReason;
import dev.bivouac.run.RunId;
import dev.bivouac.run.RunLimits;
import dev.bivouac.run.RunStatus;
import dev.bivouac.run.SettableClock;
import dev.bivouac.tool.Repeat;
import dev.bivouac.tool.ToolContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Moments at which a crash or a cancel could cost money, or leave something unsaid. */
@Timeout(60)
class WindowsTest {
  private static final RunRequest REQUEST = RunRequest.goal("What day is it?");
  private static final Patience NO_GRACE =
      new Patience(
          Runtimes.PATIENCE.model(),
          Runtimes.PATIENCE.tool(),
          new ToolPatience(Duration.ofMinutes(1), Duration.ZERO));

  /** The 500 tokens that a reply is estimated to have cost half a dollar, and sending is free. */
  private static final PlainProfile COSTLY =
      new PlainProfile(
          "scripted",
          "script",
          100_000,
          Optional.of(
              new Prices(
                  BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.valueOf(1000), LocalDate.EPOCH)));

  private final MemoryJournal journal = new MemoryJournal(new SettableClock(Journals.START));
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Desk desk = new Desk();
  private final CountDownLatch allBegan = new CountDownLatch(3);

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  /** Each process dies when the reply is there, billed, and not yet written. */
  @Test
  void aCrashLoopMeetsTheLimitOfMoney() {
    var limits = RunLimits.DEFAULT.withMaxCost(Optional.of(new BigDecimal("1.60")));
    var replies = new ScriptedModel.Line[9];
    Arrays.fill(replies, ScriptedModel.answers(says("2 May.")));
    ScriptedModel model = scripted(replies);

    RunSummary end = crashUntilItPauses(model, limits);

    assertThat(end.state().pause().orElseThrow().reason()).isEqualTo(PauseReason.COST);
    assertThat(model.requests()).hasSize(3);
  }

  @Test
  void aCrashLoopWithoutProgressIsParked() {
    var replies = new ScriptedModel.Line[9];
    Arrays.fill(replies, ScriptedModel.answers(says("2 May.")));
    ScriptedModel model = scripted(replies);

    RunSummary end = crashUntilItPauses(model, RunLimits.DEFAULT);

    assertThat(end.state().pause().orElseThrow().reason()).isEqualTo(PauseReason.PARKED);
    assertThat(end.state().pause().orElseThrow().message()).startsWith("Resumed 5 times");
    assertThat(model.requests()).hasSize(6);
  }

  private RunSummary crashUntilItPauses(ScriptedModel model, RunLimits limits) {
    for (int process = 1; process < 20; process++) {
      // After the run's start or its resume, and the request.
      var mortal = new FaultyJournal(journal, 3, Fault.CRASHES_BEFORE);
      AgentRuntime runtime = Runtimes.builder(mortal, model).model(model, COSTLY).build();
      List<RunHead> runs = journal.list();
      try {
        return runs.isEmpty()
            ? runtime.run(REQUEST.withLimits(limits))
            : runtime.resume(runs.getFirst().id());
      } catch (Crash e) {
        mortal.kill();
      }
    }
    throw new AssertionError("It crashes for ever");
  }

  @Test
  void writesDownEachCallThatMustNotBeRepeatedAloneAndStartsItBeforeTheNext() {
    var appended = new ArrayList<List<CallKey>>();
    var startedBefore = new ArrayList<Integer>();
    var began = new CountDownLatch(3);
    desk.with(
        "pay",
        context -> {
          began.countDown();
          began.await();
          return "paid";
        });
    var listening =
        new PassingJournal(journal) {
          @Override
          public List<Entry> append(Lease lease, Batch batch) {
            List<CallKey> starts = starts(batch.events());
            if (!starts.isEmpty()) {
              appended.add(starts);
              startedBefore.add(starts(eventsOf(journal)).size());
            }
            return super.append(lease, batch);
          }
        };

    Runtimes.runtime(
            listening,
            scripted(asks(List.of("read", "pay", "pay", "read", "pay"), "{}"), says("Done.")),
            desk)
        .run(REQUEST);

    assertThat(appended)
        .containsExactly(
            List.of(new CallKey(1, 1)),
            List.of(new CallKey(1, 2)),
            List.of(new CallKey(1, 4)),
            List.of(new CallKey(1, 0), new CallKey(1, 3)));
    assertThat(startedBefore).containsExactly(0, 1, 2, 3);
  }

  private static List<CallKey> starts(List<JournalEvent> events) {
    return events.stream()
        .filter(ToolStarted.class::isInstance)
        .map(event -> ((ToolStarted) event).call())
        .toList();
  }

  private AgentRuntime withHangingTools() {
    desk.hangs("read", allBegan).hangs("send", allBegan).hangs("pay", allBegan);
    return Runtimes.builder(journal, scripted(asks(List.of("read", "send", "pay"), "{}")), desk)
        .patience(NO_GRACE)
        .build();
  }

  private Future<RunSummary> inTheMiddleOfItsTools(AgentRuntime runtime)
      throws InterruptedException {
    Future<RunSummary> run = threads.submit(() -> runtime.run(REQUEST));
    allBegan.await();
    return run;
  }

  @Test
  void nothingIsKnownOfActingToolsThatStillRunWhenTheirRunIsCancelled() throws Exception {
    AgentRuntime runtime = withHangingTools();
    Future<RunSummary> run = inTheMiddleOfItsTools(runtime);

    runtime.cancel(journal.list().getFirst().id(), "Changed my mind.");

    assertThat(run.get().status()).isEqualTo(RunStatus.CANCELLED);
    assertThat(run.get().state().unknownOutcomes()).isEqualTo(2);
    assertThat(unknown(journal)).containsExactly(new CallKey(1, 1), new CallKey(1, 2));
    assertThat(eventsOf(journal))
        .doesNotHaveAnyElementsOfTypes(ToolFinished.class)
        .last()
        .isInstanceOf(RunFinished.class);
  }

  @Test
  void nothingIsKnownOfAnActingToolWhoseInterruptedRunIsCancelled() {
    var kept =
        journalOf(
            started(tool("pay", Repeat.ONCE), tool("read", Repeat.READS)),
            replied(1, asks(List.of("pay", "read", "pay"), "{}")),
            toolStarted(1, 0),
            toolStarted(1, 1));

    Runtimes.runtime(kept, scripted(says("Done.")), desk).cancel(RUN, "Changed my mind.");

    assertThat(unknown(kept)).containsExactly(Journals.FIRST_CALL);
    assertThat(((OutcomeUnknown) eventsOf(kept).get(4)).text())
        .contains("since the run was ended while it ran");
  }

  @Test
  void repeatsWhatMayBeRepeatedWhenToolsOutlastedAStop() throws Exception {
    AgentRuntime runtime = withHangingTools();
    Future<RunSummary> run = inTheMiddleOfItsTools(runtime);
    runtime.stop();
    RunId id = run.get().id();
    var later = new Desk();

    RunSummary end = Runtimes.runtime(journal, scripted(says("Done.")), later).resume(id);

    assertThat(end.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(later.called(ToolContext::call))
        .containsExactlyInAnyOrder(new CallKey(1, 0), new CallKey(1, 1));
    assertThat(later.called(ToolContext::idempotencyKey))
        .isSubsetOf(desk.called(ToolContext::idempotencyKey));
    assertThat(unknown(journal)).containsExactly(new CallKey(1, 2));
  }

  private static List<CallKey> unknown(MemoryJournal journal) {
    return eventsOf(journal).stream()
        .filter(OutcomeUnknown.class::isInstance)
        .map(event -> ((OutcomeUnknown) event).call())
        .toList();
  }
}
