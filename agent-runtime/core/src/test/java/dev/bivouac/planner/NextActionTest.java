package dev.bivouac.planner;

import static dev.bivouac.journal.Journals.asked;
import static dev.bivouac.journal.Journals.asks;
import static dev.bivouac.journal.Journals.entries;
import static dev.bivouac.journal.Journals.replied;
import static dev.bivouac.journal.Journals.resumed;
import static dev.bivouac.journal.Journals.says;
import static dev.bivouac.journal.Journals.started;
import static dev.bivouac.journal.Journals.stateOf;
import static dev.bivouac.journal.Journals.tool;
import static dev.bivouac.journal.Journals.toolFinished;
import static dev.bivouac.journal.Journals.toolStarted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.JournalEvent.AttemptFailed;
import dev.bivouac.journal.JournalEvent.ModelAsked;
import dev.bivouac.journal.JournalEvent.Reminded;
import dev.bivouac.journal.JournalEvent.RunPaused;
import dev.bivouac.journal.JournalEvent.RunStarted;
import dev.bivouac.journal.Journals;
import dev.bivouac.journal.RunState;
import dev.bivouac.model.ModelFailure;
import dev.bivouac.model.ModelFailure.Kind;
import dev.bivouac.planner.NextAction.AskModel;
import dev.bivouac.planner.NextAction.CallTools;
import dev.bivouac.planner.NextAction.Finish;
import dev.bivouac.planner.NextAction.GiveUpOn;
import dev.bivouac.planner.NextAction.Pause;
import dev.bivouac.planner.NextAction.Remind;
import dev.bivouac.retry.RetryPolicy;
import dev.bivouac.run.Cost;
import dev.bivouac.run.PauseReason;
import dev.bivouac.run.RunLimits;
import dev.bivouac.run.RunOutcome.Completed;
import dev.bivouac.run.Text;
import dev.bivouac.run.Usage;
import dev.bivouac.tool.Repeat;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class NextActionTest {
  private static final RetryPolicy THREE_TIMES =
      new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(60));
  private static final RunStarted STARTED =
      started(
          tool("read", Repeat.READS),
          tool("send", Repeat.KEYED),
          tool("book", Repeat.RECONCILED),
          tool("pay", Repeat.ONCE));

  @Test
  void asksTheModelFirst() {
    assertThat(next(STARTED)).isEqualTo(new AskModel(1, 1, Optional.empty(), 0));
  }

  @Test
  void asksAgainWhenARequestGotNoAnswer() {
    assertThat(next(STARTED, asked(1, 1), resumed(RunLimits.DEFAULT)))
        .isEqualTo(new AskModel(1, 2, Optional.empty(), 0));
  }

  @Test
  void callsTheToolsOfTheLastReply() {
    assertThat(next(STARTED, replied(1, asks(List.of("read", "pay"), "{}"))))
        .isInstanceOfSatisfying(CallTools.class, call -> assertThat(call.calls()).hasSize(2));
  }

  @Test
  void callsOnlyWhatHasNoEndYet() {
    assertThat(
            next(
                STARTED,
                replied(1, asks(List.of("read", "pay"), "{}")),
                toolStarted(1, 0),
                toolFinished(1, 0, "read")))
        .isInstanceOfSatisfying(
            CallTools.class,
            call ->
                assertThat(call.calls())
                    .singleElement()
                    .satisfies(open -> assertThat(open.call().name()).isEqualTo("pay")));
  }

  @ParameterizedTest(name = "{0} that was cut short: {1}")
  @CsvSource({
    "read,CallTools",
    "send,CallTools",
    "book,CallTools",
    "pay,GiveUpOn",
    "what,GiveUpOn"
  })
  void repeatsOnlyWhatMayBeRepeated(String name, String action) {
    assertThat(next(STARTED, replied(1, asks(name, "{}")), toolStarted(1, 0)))
        .satisfies(next -> assertThat(next.getClass().getSimpleName()).isEqualTo(action));
  }

  @Test
  void givesUpOnlyOnWhatMustNotBeRepeated() {
    assertThat(
            next(
                STARTED,
                replied(1, asks(List.of("read", "pay", "pay"), "{}")),
                toolStarted(1, 0),
                toolStarted(1, 1)))
        .isInstanceOfSatisfying(
            GiveUpOn.class,
            lost ->
                assertThat(lost.calls())
                    .extracting(call -> call.call().key().toString())
                    .containsExactly("1.1"));
  }

  @Test
  void finishesWithTheTextOfAReplyThatAsksForNothing() {
    assertThat(next(STARTED, replied(1, says("2 May."))))
        .isEqualTo(new Finish(new Completed("2 May.")));
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void triesAgainOnlyWhatMayPass(Kind kind) {
    NextAction next = next(STARTED, asked(1, 1), failed(1, kind, Optional.empty()));

    if (kind.worthRetrying()) {
      assertThat(next)
          .isEqualTo(new AskModel(1, 2, Optional.of(failure(kind, Optional.empty())), 1));
    } else {
      assertThat(next).isEqualTo(new Pause(PauseReason.MODEL, "It failed."));
    }
  }

  @Test
  void waitsForAProviderThatAsksForNoMoreThanTheLongestWait() {
    assertThat(next(STARTED, asked(1, 1), failed(1, Kind.OVERLOADED, seconds(60))))
        .isInstanceOf(AskModel.class);
  }

  @Test
  void pausesForAProviderThatAsksForMore() {
    assertThat(next(STARTED, asked(1, 1), failed(1, Kind.OVERLOADED, seconds(61))))
        .isEqualTo(new Pause(PauseReason.MODEL, "It failed."));
  }

  @Test
  void pausesWhenTheAttemptsAreUsedUp() {
    assertThat(next(threeFailures())).isEqualTo(new Pause(PauseReason.MODEL, "It failed."));
  }

  @Test
  void beginsTheAttemptsAnewAfterAResume() {
    var events = new ArrayList<>(List.of(threeFailures()));
    events.add(new RunPaused(PauseReason.MODEL, "It failed."));
    events.add(resumed(RunLimits.DEFAULT));

    assertThat(next(events.toArray(JournalEvent[]::new)))
        .isEqualTo(new AskModel(1, 4, Optional.empty(), 0));
  }

  @Test
  void pausesAtTheLimitOfSteps() {
    var limits = RunLimits.DEFAULT.withMaxSteps(1);

    assertThat(reason(started(limits), replied(1, asks("read", "{}")), refused(1)))
        .isEqualTo(PauseReason.STEPS);
  }

  @Test
  void pausesAtTheLimitOfTokens() {
    var limits = RunLimits.DEFAULT.withMaxTokens(110);

    assertThat(reason(started(limits), replied(1, asks("read", "{}")), refused(1)))
        .isEqualTo(PauseReason.TOKENS);
  }

  @Test
  void countsARequestWithoutAnAnswerAtItsEstimate() {
    var limits = RunLimits.DEFAULT.withMaxTokens(550);

    assertThat(reason(started(limits), asked(1, 1), resumed(limits))).isEqualTo(PauseReason.TOKENS);
  }

  @Test
  void pausesAtTheLimitOfTime() {
    var limits = RunLimits.DEFAULT.withMaxActive(Duration.ofSeconds(2));

    assertThat(reason(started(limits), replied(1, asks("read", "{}")), refused(1)))
        .isEqualTo(PauseReason.TIME);
  }

  @Test
  void doesNotCountDowntime() {
    var limits = RunLimits.DEFAULT.withMaxActive(Duration.ofSeconds(2));

    assertThat(next(started(limits), asked(1, 1), resumed(limits))).isInstanceOf(AskModel.class);
  }

  @Test
  void pausesAtTheLimitOfMoney() {
    var limits = RunLimits.DEFAULT.withMaxCost(Optional.of(new BigDecimal("0.01")));

    assertThat(reason(started(limits), costly("0.0101"))).isEqualTo(PauseReason.COST);
    assertThat(next(started(limits), costly("0.01"))).isInstanceOf(AskModel.class);
  }

  @Test
  void parksARunThatCrashesAgainAndAgain() {
    assertThat(reason(crashes(6))).isEqualTo(PauseReason.PARKED);
    assertThat(next(crashes(5))).isInstanceOf(AskModel.class);
  }

  @Test
  void doesNotParkARunThatWasPausedAgainAndAgain() {
    var events = new ArrayList<JournalEvent>(List.of(STARTED));
    for (int i = 0; i < 9; i++) {
      events.add(new RunPaused(PauseReason.MODEL, "The key is wrong."));
      events.add(resumed(RunLimits.DEFAULT));
    }

    assertThat(next(events.toArray(JournalEvent[]::new))).isInstanceOf(AskModel.class);
  }

  @Test
  void goesOnWithAParkedRunThatIsResumed() {
    var events = new ArrayList<>(List.of(crashes(6)));
    events.add(new RunPaused(PauseReason.PARKED, "Parked."));
    events.add(resumed(RunLimits.DEFAULT));

    assertThat(next(events.toArray(JournalEvent[]::new))).isInstanceOf(AskModel.class);
  }

  @Test
  void forgetsCrashesOnceThereIsProgress() {
    var events = new ArrayList<>(List.of(crashes(4)));
    events.add(replied(1, asks("read", "{}")));
    events.add(refused(1));
    events.add(resumed(RunLimits.DEFAULT));
    events.add(resumed(RunLimits.DEFAULT));

    assertThat(next(events.toArray(JournalEvent[]::new))).isInstanceOf(AskModel.class);
  }

  @Test
  void remindsOfTheSameCallAtThreeFiveAndEightAndStopsAtTwelve() {
    var events = new ArrayList<JournalEvent>(List.of(STARTED));
    var reminders = new ArrayList<Integer>();
    int step = 1;
    NextAction next = next(STARTED);
    while (!(next instanceof Pause) && step < 50) {
      if (next instanceof Remind(int after, String text)) {
        reminders.add(after);
        events.add(new Reminded(after, text));
      } else {
        events.add(replied(step, asks("read", "{\"page\":1}")));
        events.add(toolFinished(step, 0, "the same"));
        step++;
      }
      next = next(events.toArray(JournalEvent[]::new));
    }

    assertThat(reminders).containsExactly(3, 5, 8);
    assertThat(next)
        .isInstanceOfSatisfying(
            Pause.class, pause -> assertThat(pause.reason()).isEqualTo(PauseReason.REPEATED_CALL));
    assertThat(step - 1).isEqualTo(12);
    events.add(new RunPaused(PauseReason.REPEATED_CALL, "Again."));
    events.add(resumed(RunLimits.DEFAULT));
    assertThat(next(events.toArray(JournalEvent[]::new))).isInstanceOf(AskModel.class);
    events.add(replied(13, asks("read", "{\"page\":1}")));
    events.add(toolFinished(13, 0, "the same"));
    assertThat(next(events.toArray(JournalEvent[]::new))).isInstanceOf(Pause.class);
  }

  @Test
  void doesNotMindTheSameToolWithOtherArguments() {
    var events = new ArrayList<JournalEvent>(List.of(STARTED));
    for (int step = 1; step <= 20; step++) {
      events.add(replied(step, asks("read", "{\"page\":%d}".formatted(step % 2))));
      events.add(toolFinished(step, 0, "page"));
    }

    assertThat(next(events.toArray(JournalEvent[]::new))).isInstanceOf(AskModel.class);
  }

  @Test
  void neverCutsAReminderInTheMiddleOfACharacter() {
    String arguments = "{\"text\":\"" + "\uD83C\uDFD5".repeat(200) + "\"}";
    var events = new ArrayList<JournalEvent>(List.of(STARTED));
    for (int step = 1; step <= 5; step++) {
      events.add(replied(step, asks("read", arguments)));
      events.add(toolFinished(step, 0, "page"));
    }

    assertThat(next(events.toArray(JournalEvent[]::new)))
        .isInstanceOfSatisfying(
            Remind.class,
            remind -> assertThat(Text.wellFormed(remind.text())).isEqualTo(remind.text()));
  }

  private static NextAction next(JournalEvent... events) {
    return NextAction.after(stateOf(events), THREE_TIMES, List.of());
  }

  private static PauseReason reason(JournalEvent... events) {
    NextAction next = next(events);
    assertThat(next).isInstanceOf(Pause.class);
    return ((Pause) next).reason();
  }

  private static JournalEvent[] crashes(int times) {
    var events = new ArrayList<JournalEvent>(List.of(STARTED));
    for (int i = 1; i <= times; i++) {
      events.add(asked(1, i));
      events.add(resumed(RunLimits.DEFAULT));
    }
    return events.toArray(JournalEvent[]::new);
  }

  private static JournalEvent[] threeFailures() {
    return new JournalEvent[] {
      STARTED,
      asked(1, 1),
      failed(1, Kind.SERVER, Optional.empty()),
      asked(1, 2),
      failed(2, Kind.SERVER, Optional.empty()),
      asked(1, 3),
      failed(3, Kind.SERVER, Optional.empty())
    };
  }

  private static AttemptFailed failed(int attempt, Kind kind, Optional<Duration> retryAfter) {
    return new AttemptFailed(1, Optional.empty(), attempt, failure(kind, retryAfter), Usage.NONE);
  }

  private static ModelFailure failure(Kind kind, Optional<Duration> retryAfter) {
    return new ModelFailure(kind, "It failed.", retryAfter);
  }

  private static Optional<Duration> seconds(int seconds) {
    return Optional.of(Duration.ofSeconds(seconds));
  }

  private static JournalEvent refused(int step) {
    return toolFinished(step, 0, "read");
  }

  private static ModelAsked costly(String usd) {
    var estimate = new Usage(1, 0, 1, Optional.of(new Cost(new BigDecimal(usd), true)));
    return new ModelAsked(1, 1, Journals.MODEL, estimate, "0f", Optional.empty());
  }

  @Test
  void decidesTheSameForAJournalThatIsReadAtOnceAndOneThatGrows() {
    var all = entries(threeFailures());
    RunState grown = RunState.replay(all.subList(0, 1));
    for (var entry : all.subList(1, all.size())) {
      grown = grown.after(entry);
    }

    assertThat(grown).isEqualTo(RunState.replay(all));
  }
}
