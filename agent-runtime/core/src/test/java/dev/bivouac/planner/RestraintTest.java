package dev.bivouac.planner;

import static dev.bivouac.journal.Journals.asks;
import static dev.bivouac.journal.Journals.eventsOf;
import static dev.bivouac.journal.Journals.says;
import static dev.bivouac.model.ScriptedModel.scripted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.AgentRuntime;
import dev.bivouac.RunRequest;
import dev.bivouac.RunSummary;
import dev.bivouac.Runtimes;
import dev.bivouac.journal.JournalEvent.ModelAsked;
import dev.bivouac.journal.Journals;
import dev.bivouac.journal.MemoryJournal;
import dev.bivouac.model.ModelFailure;
import dev.bivouac.model.ModelFailure.Kind;
import dev.bivouac.model.ScriptedModel;
import dev.bivouac.retry.Breaker;
import dev.bivouac.retry.Quota;
import dev.bivouac.retry.Restraint;
import dev.bivouac.retry.Throttle;
import dev.bivouac.run.PauseReason;
import dev.bivouac.run.RunId;
import dev.bivouac.run.RunStatus;
import dev.bivouac.run.SettableClock;
import dev.langchain4j.exception.InternalServerException;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What runs share holds their calls back, and a run can be stopped where it waits. */
@Timeout(60)
class RestraintTest {
  private static final RunRequest REQUEST = RunRequest.goal("What day is it?");

  private final SettableClock clock = new SettableClock(Journals.START);
  private final MemoryJournal journal = new MemoryJournal(clock);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final List<ModelFailure> waits = new CopyOnWriteArrayList<>();
  private final CountDownLatch began = new CountDownLatch(1);
  private final Desk desk = new Desk();

  @AfterEach
  void endThreads() {
    threads.shutdownNow();
  }

  @Test
  void waitsForItsTurnAndEndsTheWaitWhenItIsStopped() throws Exception {
    var quota = new Quota(OptionalInt.of(1), OptionalLong.empty());
    var shared = new Restraint(new Throttle(quota, () -> 0L), clock);
    AgentRuntime runtime = runtime(shared, scripted(asks("read", "{}"), says("2 May.")));
    Future<RunSummary> run = threads.submit(() -> runtime.run(REQUEST));
    began.await();

    runtime.stop();

    assertThat(run.get().status()).isEqualTo(RunStatus.PAUSED);
    assertThat(waits)
        .singleElement()
        .satisfies(wait -> {
          assertThat(wait.retryAfter()).contains(Duration.ofMinutes(1));
          assertThat(wait.message()).contains("1 request a minute");
        });
    assertThat(eventsOf(journal)).filteredOn(ModelAsked.class::isInstance).hasSize(1);
    var free = new Restraint(new Throttle(Quota.NONE, () -> 0L), clock);
    assertThat(runtime(free, scripted(says("2 May."))).resume(run.get().id()).status())
        .isEqualTo(RunStatus.COMPLETED);
  }

  @Test
  void aRunWaitsForWhatAnotherOneHasTaken() throws Exception {
    var quota = new Quota(OptionalInt.of(1), OptionalLong.empty());
    var shared = new Restraint(new Throttle(quota, () -> 0L), clock);
    assertThat(runtime(shared, scripted(says("2 May."))).run(REQUEST).status())
        .isEqualTo(RunStatus.COMPLETED);
    AgentRuntime other = runtime(shared, scripted(says("2 May.")));
    Future<RunSummary> run = threads.submit(() -> other.run(REQUEST));
    began.await();

    other.stop();

    assertThat(run.get().status()).isEqualTo(RunStatus.PAUSED);
  }

  @Test
  void pausesWithoutAskingWhileTheProviderIsLeftAlone() {
    var shared = Restraint.of(Quota.NONE, clock);
    fail(shared.provider());
    ScriptedModel unasked = scripted(says("2 May."));

    RunSummary run = runtime(shared, unasked).run(REQUEST);

    assertThat(run.status()).isEqualTo(RunStatus.PAUSED);
    var pause = run.state().pause().orElseThrow();
    assertThat(pause.reason()).isEqualTo(PauseReason.MODEL);
    assertThat(pause.message()).contains("left alone for 30 s");
    ModelFailure failure = run.state().asking().failures().getFirst().failure();
    assertThat(failure.kind()).isEqualTo(Kind.OVERLOADED);
    assertThat(failure.retryAfter()).isPresent();

    clock.pass(Breaker.PAUSE.plusSeconds(1));
    assertThat(runtime(shared, unasked).resume(run.id()).status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(shared.provider().refuses()).isEmpty();
  }

  @Test
  void runsThatFailTogetherLeaveTheProviderAlone() {
    var shared = Restraint.of(Quota.NONE, clock);
    for (int i = 0; i < 4; i++) {
      var down = ScriptedModel.fails(new InternalServerException("down"));
      assertThat(runtime(shared, scripted(down, down, down)).run(REQUEST).status())
          .isEqualTo(RunStatus.PAUSED);
    }

    assertThat(shared.provider().refuses()).isPresent();
  }

  @Test
  void tellsTheModelOfAToolThatIsLeftAlone() {
    var shared = Restraint.of(Quota.NONE, clock);
    fail(shared.tool("read"));

    RunSummary run = runtime(shared, scripted(asks("read", "{}"), says("Not today."))).run(REQUEST);

    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(desk.calls).isEmpty();
    assertThat(run.state().calls())
        .singleElement()
        .satisfies(call ->
            assertThat(call.end().orElseThrow().toString()).contains("it is left alone for 30 s"));
  }

  private AgentRuntime runtime(Restraint shared, ScriptedModel model) {
    return Runtimes.builder(journal, model, desk)
        .restraint(shared)
        .clock(clock)
        .listener(
            new RunListener() {
              @Override
              public void waiting(RunId run, Duration wait, ModelFailure failure) {
                waits.add(failure);
                began.countDown();
              }
            })
        .build();
  }

  private static void fail(Breaker breaker) {
    for (int i = 0; i < 10; i++) {
      assertThat(breaker.refuses()).isEmpty();
      breaker.failed();
    }
  }
}
