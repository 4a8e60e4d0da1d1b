package dev.bivouac.planner;

import static dev.bivouac.journal.Journals.asks;
import static dev.bivouac.journal.Journals.eventsOf;
import static dev.bivouac.journal.Journals.says;
import static dev.bivouac.journal.Journals.toolFinished;
import static dev.bivouac.journal.Journals.toolStarted;
import static dev.bivouac.model.ScriptedModel.answers;
import static dev.bivouac.model.ScriptedModel.fails;
import static dev.bivouac.model.ScriptedModel.first;
import static dev.bivouac.model.ScriptedModel.hangs;
import static dev.bivouac.model.ScriptedModel.scripted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bivouac.AgentRuntime;
import dev.bivouac.RunRequest;
import dev.bivouac.RunSummary;
import dev.bivouac.Runtimes;
import dev.bivouac.journal.JournalConflictException;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.JournalEvent.ModelAsked;
import dev.bivouac.journal.JournalEvent.OutcomeUnknown;
import dev.bivouac.journal.JournalEvent.RunFinished;
import dev.bivouac.journal.JournalEvent.RunPaused;
import dev.bivouac.journal.Journals;
import dev.bivouac.journal.MemoryJournal;
import dev.bivouac.journal.RunHeldException;
import dev.bivouac.model.ModelFailure;
import dev.bivouac.model.ScriptedModel;
import dev.bivouac.planner.RuntimeParts.Patience;
import dev.bivouac.retry.RetryPolicy;
import dev.bivouac.run.PauseReason;
import dev.bivouac.run.RunId;
import dev.bivouac.run.RunOutcome.Cancelled;
import dev.bivouac.run.RunOutcome.Completed;
import dev.bivouac.run.RunStatus;
import dev.bivouac.run.SettableClock;
import dev.langchain4j.exception.InternalServerException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A run can be stopped wherever it stands, and goes on from there. */
@Timeout(60)
class StopTest {
  private static final RunRequest REQUEST = RunRequest.goal("What day is it?");
  private static final Patience NO_GRACE =
      new Patience(
          Runtimes.PATIENCE.model(),
          Runtimes.PATIENCE.tool(),
          new ToolPatience(Duration.ofMinutes(1), Duration.ZERO));

  private final MemoryJournal journal = new MemoryJournal(new SettableClock(Journals.START));
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch began = new CountDownLatch(1);
  private final Desk desk = new Desk();

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  @Test
  void givesUpAModelCallAndAsksAgainLater() throws Exception {
    AgentRuntime runtime = Runtimes.runtime(journal, scripted(first(began::countDown, hangs())));
    Future<RunSummary> run = threads.submit(() -> runtime.run(REQUEST));
    began.await();

    runtime.stop();

    RunSummary stopped = run.get();
    assertThat(stopped.status()).isEqualTo(RunStatus.PAUSED);
    assertThat(beforeThePause()).isInstanceOf(ModelAsked.class);
    assertThat(resume(stopped.id(), scripted(says("2 May."))).state().outcome())
        .contains(new Completed("2 May."));
  }

  @Test
  void letsRunningToolsFinishWithinTheirGrace() throws Exception {
    var release = new CountDownLatch(1);
    desk.with(
        "read",
        context -> {
          began.countDown();
          release.await();
          return "read in time";
        });
    AgentRuntime runtime = Runtimes.runtime(journal, scripted(asks("read", "{}")), desk);
    Future<RunSummary> run = threads.submit(() -> runtime.run(REQUEST));
    began.await();

    runtime.stop();
    release.countDown();

    assertThat(run.get().status()).isEqualTo(RunStatus.PAUSED);
    assertThat(beforeThePause()).isEqualTo(toolFinished(1, 0, "read in time"));
  }

  @Test
  void leavesToolsOpenThatOutlastTheGrace() throws Exception {
    desk.hangs("pay", began);
    AgentRuntime runtime =
        Runtimes.builder(journal, scripted(asks(List.of("pay", "read"), "{}")), desk)
            .patience(NO_GRACE)
            .build();
    Future<RunSummary> run = threads.submit(() -> runtime.run(REQUEST));
    began.await();

    runtime.stop();

    RunId id = run.get().id();
    assertThat(eventsOf(journal))
        .contains(toolStarted(1, 0))
        .doesNotHaveAnyElementsOfTypes(OutcomeUnknown.class);
    RunSummary done = resume(id, scripted(says("Who knows.")));
    assertThat(done.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(done.state().unknownOutcomes()).isEqualTo(1);
    assertThat(desk.called(context -> context.call().index())).containsOnlyOnce(0);
  }

  @Test
  void startsNoFurtherToolsOnceItIsAskedToStop() throws Exception {
    desk.hangs("read", began);
    var many = Collections.nCopies(ToolRunner.SIDE_BY_SIDE + 4, "read");
    AgentRuntime runtime =
        Runtimes.builder(journal, scripted(asks(many, "{}")), desk).patience(NO_GRACE).build();
    Future<RunSummary> run = threads.submit(() -> runtime.run(REQUEST));
    began.await();

    runtime.stop();

    assertThat(run.get().status()).isEqualTo(RunStatus.PAUSED);
    assertThat(desk.calls).hasSizeLessThanOrEqualTo(ToolRunner.SIDE_BY_SIDE);
  }

  @Test
  void endsTheWaitBetweenTwoAttempts() throws Exception {
    var patient =
        new Patience(
            new RetryPolicy(3, Duration.ofHours(1), Duration.ofHours(2)),
            Runtimes.PATIENCE.tool(),
            ToolPatience.DEFAULT);
    AgentRuntime runtime =
        Runtimes.builder(journal, scripted(fails(new InternalServerException("busy"))))
            .patience(patient)
            .listener(
                new RunListener() {
                  @Override
                  public void waiting(RunId run, Duration wait, ModelFailure failure) {
                    began.countDown();
                  }
                })
            .build();
    Future<RunSummary> run = threads.submit(() -> runtime.run(REQUEST));
    began.await();

    runtime.stop();

    assertThat(run.get().status()).isEqualTo(RunStatus.PAUSED);
    assertThat(resume(run.get().id(), scripted(says("2 May."))).status())
        .isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void takesAnInterruptForAStopAndHandsItOn() throws Exception {
    AgentRuntime runtime = Runtimes.runtime(journal, scripted(first(began::countDown, hangs())));
    var interrupted = new CompletableFuture<Boolean>();
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              runtime.run(REQUEST);
              interrupted.complete(Thread.currentThread().isInterrupted());
            });
    began.await();

    thread.interrupt();

    assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
    assertThat(beforeThePause()).isInstanceOf(ModelAsked.class);
  }

  @Test
  void takesAnInterruptDuringToolsForAStopAndHandsItOn() throws Exception {
    desk.hangs("read", began);
    AgentRuntime runtime =
        Runtimes.builder(journal, scripted(asks("read", "{}")), desk).patience(NO_GRACE).build();
    var interrupted = new CompletableFuture<Boolean>();
    Thread thread =
        Thread.ofVirtual()
            .start(() -> {
              runtime.run(REQUEST);
              interrupted.complete(Thread.currentThread().isInterrupted());
            });
    began.await();

    thread.interrupt();

    assertThat(interrupted.get(30, TimeUnit.SECONDS)).isTrue();
    assertThat(beforeThePause()).isEqualTo(toolStarted(1, 0));
  }

  @Test
  void doesNothingOnAThreadThatIsInterruptedAlready() throws Exception {
    ScriptedModel model = scripted(says("2 May."));
    AgentRuntime runtime = Runtimes.runtime(journal, model);

    RunSummary summary =
        threads
            .submit(() -> {
              Thread.currentThread().interrupt();
              return runtime.run(REQUEST);
            })
            .get();

    assertThat(summary.status()).isEqualTo(RunStatus.PAUSED);
    assertThat(model.requests()).isEmpty();
  }

  @Test
  void cancelsARunThatIsAtWork() throws Exception {
    AgentRuntime runtime = Runtimes.runtime(journal, scripted(first(began::countDown, hangs())));
    Future<RunSummary> run = threads.submit(() -> runtime.run(REQUEST));
    began.await();

    runtime.cancel(journal.list().getFirst().id(), "Changed my mind.");

    assertThat(run.get().state().outcome()).contains(new Cancelled("Changed my mind."));
    assertThat(eventsOf(journal).getLast())
        .isEqualTo(new RunFinished(new Cancelled("Changed my mind.")));
  }

  @Test
  void refusesToDriveOneRunOnTwoThreads() throws Exception {
    AgentRuntime runtime = Runtimes.runtime(journal, scripted(first(began::countDown, hangs())));
    Future<RunSummary> run = threads.submit(() -> runtime.run(REQUEST));
    began.await();
    RunId id = journal.list().getFirst().id();

    assertThatThrownBy(() -> runtime.resume(id)).isInstanceOf(RunHeldException.class);

    runtime.stop();
    assertThat(run.get().status()).isEqualTo(RunStatus.PAUSED);
  }

  @Test
  void letsGoOfARunThatAnotherRuntimeTookOver() throws Exception {
    var release = new CountDownLatch(1);
    AgentRuntime asleep =
        Runtimes.runtime(
            journal,
            scripted(
                first(began::countDown, ScriptedModel.waits(release, answers(says("Too late."))))));
    Future<RunSummary> first = threads.submit(() -> asleep.run(REQUEST));
    began.await();
    RunSummary done = resume(journal.list().getFirst().id(), scripted(says("2 May.")));
    List<JournalEvent> events = eventsOf(journal);

    release.countDown();

    assertThatThrownBy(first::get)
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(JournalConflictException.class);
    assertThat(done.state().outcome()).contains(new Completed("2 May."));
    assertThat(eventsOf(journal)).isEqualTo(events);
  }

  @Test
  void canBeStoppedAndResumedWithoutProgressAsOftenAsOneLikes() throws Exception {
    RunId id = stoppedWhileAsking(runtime -> runtime.run(REQUEST));
    for (int again = 0; again < NextAction.MAX_FRUITLESS_RESUMES + 2; again++) {
      stoppedWhileAsking(runtime -> runtime.resume(id));
    }

    assertThat(resume(id, scripted(says("2 May."))).state().outcome())
        .contains(new Completed("2 May."));
  }

  private RunId stoppedWhileAsking(Function<AgentRuntime, RunSummary> drive) throws Exception {
    var asked = new CountDownLatch(1);
    AgentRuntime runtime = Runtimes.runtime(journal, scripted(first(asked::countDown, hangs())));
    Future<RunSummary> run = threads.submit(() -> drive.apply(runtime));
    asked.await();
    runtime.stop();
    return run.get().id();
  }

  /** The last event before the one that says that the run was asked to stop. */
  private JournalEvent beforeThePause() {
    List<JournalEvent> events = eventsOf(journal);
    assertThat(events.getLast())
        .isEqualTo(new RunPaused(PauseReason.REQUESTED, "It was asked to stop."));
    return events.get(events.size() - 2);
  }

  private RunSummary resume(RunId run, ScriptedModel model) {
    return Runtimes.runtime(journal, model, desk).resume(run);
  }
}
