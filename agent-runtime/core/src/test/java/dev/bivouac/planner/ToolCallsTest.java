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
import static dev.bivouac.model.ScriptedModel.answers;
import static dev.bivouac.model.ScriptedModel.first;
import static dev.bivouac.model.ScriptedModel.scripted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.RunRequest;
import dev.bivouac.Runtimes;
import dev.bivouac.journal.JournalEvent.AttemptFailed;
import dev.bivouac.journal.JournalEvent.OutcomeUnknown;
import dev.bivouac.journal.JournalEvent.ToolFinished;
import dev.bivouac.journal.JournalEvent.ToolStarted;
import dev.bivouac.journal.Journals;
import dev.bivouac.journal.MemoryJournal;
import dev.bivouac.journal.ModelReply;
import dev.bivouac.model.ModelFailure;
import dev.bivouac.planner.RuntimeParts.Patience;
import dev.bivouac.run.SettableClock;
import dev.bivouac.run.Usage;
import dev.bivouac.tool.OnResume;
import dev.bivouac.tool.Repeat;
import dev.bivouac.tool.Retry;
import dev.bivouac.tool.RetryableToolFailure;
import dev.bivouac.tool.ToolContext;
import dev.bivouac.tool.ToolResult;
import dev.langchain4j.agent.tool.Tool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a run writes down of its tool calls, good and bad. */
@Timeout(60)
class ToolCallsTest {
  private static final RunRequest REQUEST = RunRequest.goal("What day is it?");
  private static final Patience IMPATIENT =
      new Patience(
          Runtimes.PATIENCE.model(),
          Runtimes.PATIENCE.tool(),
          new ToolPatience(Duration.ofMillis(50), Duration.ZERO));

  private static final ModelFailure BUSY =
      new ModelFailure(ModelFailure.Kind.NETWORK, "busy", Optional.empty());

  private final MemoryJournal journal = new MemoryJournal(new SettableClock(Journals.START));
  private final CountDownLatch began = new CountDownLatch(1);
  private final Desk desk = new Desk();

  /** A tool that fails some times before it succeeds. */
  static final class Flaky {
    private final AtomicInteger failures;
    private final List<ToolContext> calls = Collections.synchronizedList(new ArrayList<>());

    Flaky(int failures) {
      this.failures = new AtomicInteger(failures);
    }

    @Tool("Fetches, and asks to be tried three times.")
    @OnResume(Repeat.KEYED)
    @Retry(attempts = 3)
    public String fetch(ToolContext context) {
      return result(context);
    }

    @Tool("Fetches once.")
    @OnResume(Repeat.READS)
    public String glance(ToolContext context) {
      return result(context);
    }

    private String result(ToolContext context) {
      calls.add(context);
      if (failures.getAndDecrement() > 0) {
        throw new RetryableToolFailure("The site is busy.", Optional.empty());
      }
      return "fetched";
    }
  }

  @Test
  void callsTheToolsOfOneStepSideBySide() {
    var together = new CyclicBarrier(3);
    desk.with(
        "read",
        context -> {
          try {
            return "place " + together.await() / 3;
          } catch (BrokenBarrierException e) {
            return "alone";
          }
        });

    run(asks(List.of("read", "read", "read"), "{}"));

    assertThat(ends()).allMatch(text -> text.equals("place 0")).hasSize(3);
  }

  @Test
  void carriesOutMoreCallsThanFitSideBySide() {
    int calls = ToolRunner.SIDE_BY_SIDE * 2 + 3;

    run(asks(Collections.nCopies(calls, "read"), "{}"));

    assertThat(desk.called(ToolContext::call)).doesNotHaveDuplicates().hasSize(calls);
    assertThat(ends()).hasSize(calls);
  }

  @Test
  void stopsAReadingToolThatTakesTooLong() {
    desk.hangs("read", began);

    runImpatiently("read");

    assertThat(eventsOf(journal))
        .contains(
            new ToolFinished(
                Journals.FIRST_CALL,
                new ToolResult.Failure(
                    "read was stopped: it took longer than 50 ms. Try a smaller request or another way.")));
  }

  @Test
  void knowsNothingOfAnActingToolThatTakesTooLong() {
    desk.hangs("pay", began).hangs("send", began);

    runImpatiently("pay", "send");

    assertThat(eventsOf(journal))
        .filteredOn(OutcomeUnknown.class::isInstance)
        .hasSize(2)
        .allSatisfy(event ->
            assertThat(((OutcomeUnknown) event).text())
                .startsWith("OUTCOME UNKNOWN.")
                .contains("since it took longer than 50 ms"));
  }

  @Test
  void ignoresAResultThatComesTooLate() {
    var returned = new CountDownLatch(1);
    desk.with(
        "pay",
        context -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            // Cut short, and yet it goes on to its end.
          }
          returned.countDown();
          return "paid";
        });
    var model =
        scripted(
            answers(asks("pay", "{}")),
            first(() -> await(returned), answers(asks("read", "{}"))),
            answers(says("Done.")));

    Runtimes.builder(journal, model, desk).patience(IMPATIENT).build().run(REQUEST);

    assertThat(ends()).hasSize(2).noneMatch(text -> text.equals("paid"));
  }

  @Test
  void triesAgainWhatAsksForItAndWritesDownWhatFailed() {
    var flaky = new Flaky(2);

    Runtimes.runtime(journal, scripted(asks("fetch", "{}"), says("Done.")), flaky).run(REQUEST);

    assertThat(eventsOf(journal))
        .filteredOn(AttemptFailed.class::isInstance)
        .extracting(event -> ((AttemptFailed) event).attempt())
        .containsExactly(1, 2);
    assertThat(ends()).containsExactly("fetched");
    assertThat(flaky.calls).extracting(ToolContext::attempt).containsExactly(1, 2, 3);
    assertThat(new HashSet<>(flaky.calls.stream().map(ToolContext::idempotencyKey).toList()))
        .hasSize(1);
  }

  @Test
  void tellsTheModelWhenTheAttemptsAreUsedUp() {
    Runtimes.runtime(journal, scripted(asks("fetch", "{}"), says("Done.")), new Flaky(9))
        .run(REQUEST);

    assertThat(eventsOf(journal))
        .contains(
            new ToolFinished(Journals.FIRST_CALL, new ToolResult.Failure("The site is busy.")));
  }

  @Test
  void neverRepeatsAToolThatDoesNotAskForIt() {
    var flaky = new Flaky(9);

    Runtimes.runtime(journal, scripted(asks("glance", "{}"), says("Done.")), flaky).run(REQUEST);

    assertThat(flaky.calls).hasSize(1);
    assertThat(ends()).containsExactly("The site is busy.");
  }

  @Test
  void countsAttemptsOverAResumeAndKeepsTheKey() {
    var kept =
        journalOf(
            started(tool("fetch", Repeat.KEYED)),
            replied(1, asks("fetch", "{}")),
            toolStarted(1, 0),
            new AttemptFailed(1, Optional.of(Journals.FIRST_CALL), 1, BUSY, Usage.NONE),
            new AttemptFailed(1, Optional.of(Journals.FIRST_CALL), 2, BUSY, Usage.NONE));
    var flaky = new Flaky(1);

    Runtimes.runtime(kept, scripted(says("Done.")), flaky).resume(RUN);

    assertThat(eventsOf(kept)).contains(new ToolStarted(Journals.FIRST_CALL, 3));
    assertThat(flaky.calls).extracting(ToolContext::attempt).containsExactly(3, 4);
    assertThat(flaky.calls)
        .extracting(ToolContext::idempotencyKey)
        .containsOnly("bivouac-0123456789ab-1-0");
    assertThat(eventsOf(kept))
        .filteredOn(AttemptFailed.class::isInstance)
        .extracting(event -> ((AttemptFailed) event).attempt())
        .containsExactly(1, 2, 3);
  }

  @Test
  void turnsBugsInsideToolsIntoResults() {
    desk.with(
        "read",
        context -> {
          throw new IllegalStateException("no such shelf");
        });
    desk.with(
        "send",
        context -> {
          throw new StackOverflowError();
        });
    desk.with(
        "pay",
        context -> {
          throw new AssertionError("a wrong assumption");
        });

    run(asks(List.of("read", "send", "pay"), "{}"));

    assertThat(ends())
        .containsExactlyInAnyOrder(
            "read failed inside (IllegalStateException: no such shelf). The same call will probably fail again; try another way.",
            "send failed inside (StackOverflowError). The same call will probably fail again; try another way.",
            "pay failed inside (AssertionError: a wrong assumption). The same call will probably fail again; try another way.");
  }

  @Test
  void refusesACallItCannotMakeWithoutStartingIt() {
    run(asks(List.of("raed", "read"), "{\"page\":1}"));

    assertThat(eventsOf(journal)).doesNotHaveAnyElementsOfTypes(ToolStarted.class);
    assertThat(ends())
        .containsExactly(
            "There is no tool 'raed'. The tools are: pay, read, send, recall.",
            "read was not called. Field 'page' is not known; known are none.");
  }

  private void run(ModelReply reply) {
    Runtimes.runtime(journal, scripted(reply, says("Done.")), desk).run(REQUEST);
  }

  private void runImpatiently(String... tools) {
    Runtimes.builder(journal, scripted(asks(List.of(tools), "{}"), says("Done.")), desk)
        .patience(IMPATIENT)
        .build()
        .run(REQUEST);
  }

  private List<String> ends() {
    return eventsOf(journal).stream()
        .flatMap(event ->
            switch (event) {
              case ToolFinished finished -> Stream.of(finished.result().text());
              case OutcomeUnknown unknown -> Stream.of(unknown.text());
              default -> Stream.empty();
            })
        .toList();
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
