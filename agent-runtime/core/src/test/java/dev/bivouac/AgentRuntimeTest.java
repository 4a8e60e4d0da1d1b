package dev.bivouac;

import static dev.bivouac.journal.Journals.asks;
import static dev.bivouac.journal.Journals.eventsOf;
import static dev.bivouac.journal.Journals.replied;
import static dev.bivouac.journal.Journals.says;
import static dev.bivouac.journal.Journals.thinking;
import static dev.bivouac.journal.Journals.toolFinished;
import static dev.bivouac.journal.Journals.toolStarted;
import static dev.bivouac.model.ScriptedModel.answers;
import static dev.bivouac.model.ScriptedModel.first;
import static dev.bivouac.model.ScriptedModel.scripted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.JournalEvent.ModelAsked;
import dev.bivouac.journal.JournalEvent.RunFinished;
import dev.bivouac.journal.JournalEvent.RunPaused;
import dev.bivouac.journal.JournalEvent.RunResumed;
import dev.bivouac.journal.Journals;
import dev.bivouac.journal.MemoryJournal;
import dev.bivouac.journal.RunState;
import dev.bivouac.journal.UnknownRunException;
import dev.bivouac.planner.RunListener;
import dev.bivouac.run.RunId;
import dev.bivouac.run.RunLimits;
import dev.bivouac.run.RunOutcome;
import dev.bivouac.run.RunOutcome.Cancelled;
import dev.bivouac.run.RunOutcome.Completed;
import dev.bivouac.run.RunStatus;
import dev.bivouac.run.SettableClock;
import dev.bivouac.tool.OnResume;
import dev.bivouac.tool.Repeat;
import dev.bivouac.workflow.UnknownNameException;
import dev.langchain4j.agent.tool.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AgentRuntimeTest {
  private static final RunRequest REQUEST = RunRequest.goal("What day is it?");

  private final MemoryJournal journal = new MemoryJournal(new SettableClock(Journals.START));

  /** Two calendars that agree. */
  static final class Calendars {
    @Tool("The day by the sun.")
    @OnResume(Repeat.READS)
    public String sun() {
      return "2 May";
    }

    @Tool("The day by the moon.")
    @OnResume(Repeat.READS)
    public String moon() {
      return "2 May";
    }
  }

  @Test
  void writesDownEveryStepOfARun() {
    var first = thinking("Two are better.", asks(List.of("moon", "sun"), "{}"));
    var second = thinking("", asks("sun", "{}"));
    var last = thinking("They agree.", says("It is 2 May."));

    RunSummary summary =
        Runtimes.runtime(journal, scripted(first, second, last), new Calendars()).run(REQUEST);

    assertThat(summary.state().outcome()).contains(new Completed("It is 2 May."));
    List<JournalEvent> events = eventsOf(journal);
    assertThat(events)
        .containsSubsequence(
            replied(1, first), toolStarted(1, 0), toolStarted(1, 1), toolFinished(1, 0, "2 May"))
        .containsSubsequence(replied(1, first), toolStarted(1, 1), toolFinished(1, 1, "2 May"))
        .hasSize(14);
    assertThat(events.subList(7, 14))
        .satisfiesExactly(
            event -> assertThat(event).isInstanceOf(ModelAsked.class),
            event -> assertThat(event).isEqualTo(replied(2, second)),
            event -> assertThat(event).isEqualTo(toolStarted(2, 0)),
            event -> assertThat(event).isEqualTo(toolFinished(2, 0, "2 May")),
            event -> assertThat(event).isInstanceOf(ModelAsked.class),
            event -> assertThat(event).isEqualTo(replied(3, last)),
            event -> assertThat(event).isEqualTo(new RunFinished(new Completed("It is 2 May."))));
  }

  @Test
  void writesDownThatItAsksBeforeItAsks() {
    var seen = new ArrayList<JournalEvent>();
    var model =
        scripted(first(() -> seen.addAll(eventsOf(journal)), answers(says("It is 2 May."))));

    Runtimes.runtime(journal, model).run(REQUEST);

    assertThat(seen).hasSize(2);
    assertThat(seen.getLast())
        .isInstanceOfSatisfying(
            ModelAsked.class, asked -> assertThat(asked.digest()).matches("[0-9a-f]{64}"));
  }

  @Test
  void answersAFinishedRunFromItsJournal() {
    var keyed = REQUEST.withKey(Optional.of("day-2026-11-22"));
    var model = scripted(says("It is 2 May."));
    var runtime = Runtimes.runtime(journal, model);
    RunSummary first = runtime.run(keyed);

    RunSummary again = runtime.run(keyed);

    assertThat(again.id()).isEqualTo(first.id());
    assertThat(again.state()).isEqualTo(first.state());
    assertThat(model.requests()).hasSize(1);
  }

  @Test
  void resumesTheUnfinishedRunOfTheSameKey() {
    var keyed =
        REQUEST
            .withKey(Optional.of("day-2026-11-22"))
            .withLimits(RunLimits.DEFAULT.withMaxSteps(1));
    var runtime =
        Runtimes.runtime(journal, scripted(asks("sun", "{}"), says("2 May.")), new Calendars());
    RunSummary paused = runtime.run(keyed);

    RunSummary stillPaused = runtime.run(keyed);

    assertThat(paused.status()).isEqualTo(RunStatus.PAUSED);
    assertThat(stillPaused.id()).isEqualTo(paused.id());
    assertThat(eventsOf(journal).reversed())
        .satisfies(
            events -> assertThat(events.get(0)).isInstanceOf(RunPaused.class),
            events -> assertThat(events.get(1)).isInstanceOf(RunResumed.class));
  }

  @Test
  void goesOnWithHigherLimitsAfterAPause() {
    var runtime =
        Runtimes.runtime(journal, scripted(asks("sun", "{}"), says("2 May.")), new Calendars());
    RunSummary paused = runtime.run(REQUEST.withLimits(RunLimits.DEFAULT.withMaxSteps(1)));

    RunSummary done =
        runtime.resume(
            paused.id(), ResumeTerms.AS_IT_IS.withLimits(limits -> limits.withMaxSteps(2)));

    assertThat(done.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(done.state().limits().maxSteps()).isEqualTo(2);
  }

  @Test
  void saysWhatHasChangedSinceTheRunWasStarted() {
    RunSummary paused =
        Runtimes.runtime(journal, scripted(asks("sun", "{}")), new Calendars())
            .run(REQUEST.withLimits(RunLimits.DEFAULT.withMaxSteps(1)));

    Runtimes.builder(journal, scripted(says("2 May.")))
        .program("test 2")
        .build()
        .resume(paused.id(), ResumeTerms.AS_IT_IS.withLimits(limits -> limits.withMaxSteps(2)));

    assertThat(eventsOf(journal))
        .filteredOn(RunResumed.class::isInstance)
        .first()
        .isInstanceOfSatisfying(
            RunResumed.class,
            resumed ->
                assertThat(resumed.drift())
                    .containsExactly(
                        "The program was test 1 and is test 2.",
                        "Tool moon is gone; calls of it fail.",
                        "Tool sun is gone; calls of it fail."));
  }

  @Test
  void declaresTheToolsOfTheStartAfterAResume() {
    RunSummary paused =
        Runtimes.runtime(journal, scripted(asks("sun", "{}")), new Calendars())
            .run(REQUEST.withLimits(RunLimits.DEFAULT.withMaxSteps(1)));
    var model = scripted(says("2 May."));

    Runtimes.runtime(journal, model)
        .resume(paused.id(), ResumeTerms.AS_IT_IS.withLimits(limits -> limits.withMaxSteps(2)));

    assertThat(model.requests().getFirst().toolSpecifications())
        .extracting(tool -> tool.name())
        .containsExactly("moon", "sun", "recall");
  }

  @Test
  void endsAnIdleRunForGood() {
    RunSummary paused =
        Runtimes.runtime(journal, scripted(asks("sun", "{}")), new Calendars())
            .run(REQUEST.withLimits(RunLimits.DEFAULT.withMaxSteps(1)));
    var runtime = Runtimes.runtime(journal, scripted(says("never")));

    runtime.cancel(paused.id(), "No longer needed.");

    assertThat(runtime.resume(paused.id()).state().outcome())
        .contains(new Cancelled("No longer needed."));
  }

  @Test
  void leavesAFinishedRunAsItIsWhenItIsCancelled() {
    var runtime = Runtimes.runtime(journal, scripted(says("It is 2 May.")));
    RunId run = runtime.run(REQUEST).id();
    int entries = journal.read(run).size();

    runtime.cancel(run, "Too late.");

    assertThat(journal.read(run)).hasSize(entries);
  }

  @Test
  void knowsNoRunThatWasNeverStarted() {
    var runtime = Runtimes.runtime(journal, scripted(says("never")));

    assertThatThrownBy(() -> runtime.resume(Journals.RUN)).isInstanceOf(UnknownRunException.class);
  }

  @Test
  void namesNearWorkflowsWhenOneIsUnknown() {
    var runtime = Runtimes.runtime(journal, scripted(says("never")));

    assertThatThrownBy(() -> runtime.run(RunRequest.of("gaol", Map.of())))
        .isInstanceOf(UnknownNameException.class)
        .hasMessage("Workflow 'gaol' is not known. Did you mean goal?");
  }

  @Test
  void survivesAListenerThatThrows() {
    var runtime =
        Runtimes.builder(journal, scripted(says("It is 2 May.")))
            .listener(
                new RunListener() {
                  @Override
                  public void appended(RunId run, Entry entry, RunState state) {
                    throw new AssertionError("a broken view");
                  }
                })
            .build();

    RunOutcome outcome = runtime.run(REQUEST).state().outcome().orElseThrow();

    assertThat(outcome).isEqualTo(new Completed("It is 2 May."));
  }
}
