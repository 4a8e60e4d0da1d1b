package dev.bivouac.planner;

import static dev.bivouac.journal.Journals.asked;
import static dev.bivouac.journal.Journals.asks;
import static dev.bivouac.journal.Journals.eventsOf;
import static dev.bivouac.journal.Journals.replied;
import static dev.bivouac.journal.Journals.resumed;
import static dev.bivouac.journal.Journals.says;
import static dev.bivouac.journal.Journals.started;
import static dev.bivouac.journal.Journals.stateOf;
import static dev.bivouac.journal.Journals.toolFinished;
import static dev.bivouac.model.ScriptedModel.scripted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.ResumeTerms;
import dev.bivouac.RunRequest;
import dev.bivouac.RunSummary;
import dev.bivouac.Runtimes;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.JournalEvent.ModelAsked;
import dev.bivouac.journal.JournalEvent.Reminded;
import dev.bivouac.journal.JournalEvent.RunPaused;
import dev.bivouac.journal.JournalEvent.RunResumed;
import dev.bivouac.journal.Journals;
import dev.bivouac.journal.MemoryJournal;
import dev.bivouac.journal.ModelReply;
import dev.bivouac.planner.NextAction.AskModel;
import dev.bivouac.planner.NextAction.Pause;
import dev.bivouac.planner.NextAction.Remind;
import dev.bivouac.run.Cost;
import dev.bivouac.run.PauseReason;
import dev.bivouac.run.RunLimits;
import dev.bivouac.run.RunStatus;
import dev.bivouac.run.SettableClock;
import dev.bivouac.run.Usage;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A resume resets no limit, after a crash or after a pause; each can be raised. */
class ResumedLimitsTest {
  private static final RunRequest REQUEST = RunRequest.goal("What day is it?");
  private static final RunLimits NARROW =
      new RunLimits(1, 550, Duration.ofSeconds(2), Optional.of(new BigDecimal("0.01")));
  private static final RunLimits WIDE = RunLimits.DEFAULT;

  /** Each limit alone, a higher one, and events that reach it. */
  static Stream<Arguments> limits() {
    RunLimits steps = WIDE.withMaxSteps(NARROW.maxSteps());
    RunLimits tokens = WIDE.withMaxTokens(NARROW.maxTokens());
    RunLimits time = WIDE.withMaxActive(NARROW.maxActive());
    RunLimits cost = WIDE.withMaxCost(NARROW.maxCost());
    List<JournalEvent> oneStep = List.of(replied(1, asks("read", "{}")), toolFinished(1, 0, "x"));
    return Stream.of(
        Arguments.of(PauseReason.STEPS, steps, steps.withMaxSteps(400), oneStep),
        Arguments.of(PauseReason.TOKENS, tokens, tokens.withMaxTokens(9_000), List.of(asked(1, 1))),
        Arguments.of(PauseReason.TIME, time, time.withMaxActive(Duration.ofMinutes(1)), oneStep),
        Arguments.of(
            PauseReason.COST,
            cost,
            cost.withMaxCost(Optional.of(BigDecimal.ONE)),
            List.of(costly())));
  }

  private static ModelAsked costly() {
    var estimate = new Usage(1, 0, 1, Optional.of(new Cost(new BigDecimal("0.0101"), true)));
    return new ModelAsked(1, 1, Journals.MODEL, estimate, "0f", Optional.empty());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("limits")
  void isNotResetByAResume(
      PauseReason reason, RunLimits limits, RunLimits higher, List<JournalEvent> used) {
    var events = new ArrayList<JournalEvent>(List.of(started(limits)));
    events.addAll(used);
    assertThat(reason(events)).isEqualTo(reason);

    for (int crash = 1; crash <= 3; crash++) {
      events.add(resumed(limits));
      assertThat(reason(events)).isEqualTo(reason);
    }
    events.add(new RunPaused(reason, "Enough."));
    events.add(resumed(limits));
    assertThat(reason(events)).isEqualTo(reason);
    events.add(new RunPaused(reason, "Enough."));
    events.add(resumed(higher));
    assertThat(next(events)).isInstanceOf(AskModel.class);
  }

  private static PauseReason reason(List<JournalEvent> events) {
    assertThat(next(events)).isInstanceOf(Pause.class);
    return ((Pause) next(events)).reason();
  }

  private static NextAction next(List<JournalEvent> events) {
    return NextAction.after(
        stateOf(events.toArray(JournalEvent[]::new)), Runtimes.PATIENCE.model(), List.of());
  }

  @Test
  void countsTheSameCallOverEveryResume() {
    var events = new ArrayList<JournalEvent>(List.of(started()));
    var reminders = new ArrayList<Integer>();
    int steps = 0;
    NextAction next = next(events);
    while (!(next instanceof Pause) && steps < 50) {
      if (next instanceof Remind(int step, String text)) {
        reminders.add(step);
        events.add(new Reminded(step, text));
      } else {
        steps++;
        events.add(replied(steps, asks("read", "{\"page\":1}")));
        // The process dies between any two steps.
        events.add(resumed(RunLimits.DEFAULT));
        events.add(toolFinished(steps, 0, "the same"));
      }
      next = next(events);
    }

    assertThat(reminders).containsExactly(3, 5, 8);
    assertThat(((Pause) next).reason()).isEqualTo(PauseReason.REPEATED_CALL);
    assertThat(steps).isEqualTo(12);
  }

  @Test
  void raisesTheOneLimitThatIsNamedAndKeepsTheOthers() {
    var journal = new MemoryJournal(new SettableClock(Journals.START));
    var desk = new Desk();
    var limits = new RunLimits(1, 5_000, Duration.ofHours(1), Optional.empty());
    RunSummary paused =
        Runtimes.runtime(journal, scripted(asks("read", "{}")), desk)
            .run(REQUEST.withLimits(limits));
    assertThat(paused.status()).isEqualTo(RunStatus.PAUSED);

    RunSummary again =
        Runtimes.runtime(journal, scripted(new ModelReply[0]), desk).resume(paused.id());
    RunSummary end =
        Runtimes.runtime(journal, scripted(says("Done.")), desk)
            .resume(paused.id(), ResumeTerms.AS_IT_IS.withLimits(now -> now.withMaxSteps(400)));

    assertThat(again.state().pause().orElseThrow().reason()).isEqualTo(PauseReason.STEPS);
    assertThat(end.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(eventsOf(journal))
        .filteredOn(RunResumed.class::isInstance)
        .extracting(event -> ((RunResumed) event).limits())
        .containsExactly(limits, limits.withMaxSteps(400));
  }
}
