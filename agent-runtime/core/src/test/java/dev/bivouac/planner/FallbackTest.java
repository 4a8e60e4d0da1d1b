package dev.bivouac.planner;

import static dev.bivouac.journal.Journals.asked;
import static dev.bivouac.journal.Journals.asks;
import static dev.bivouac.journal.Journals.eventsOf;
import static dev.bivouac.journal.Journals.journalOf;
import static dev.bivouac.journal.Journals.says;
import static dev.bivouac.journal.Journals.started;
import static dev.bivouac.model.ScriptedModel.answers;
import static dev.bivouac.model.ScriptedModel.fails;
import static dev.bivouac.model.ScriptedModel.scripted;
import static dev.bivouac.model.ScriptedModel.stepByStep;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bivouac.AgentRuntime;
import dev.bivouac.RunRequest;
import dev.bivouac.RunSummary;
import dev.bivouac.Runtimes;
import dev.bivouac.journal.Crash;
import dev.bivouac.journal.FaultyJournal;
import dev.bivouac.journal.Journal;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.JournalEvent.AttemptFailed;
import dev.bivouac.journal.JournalEvent.ModelAsked;
import dev.bivouac.journal.JournalEvent.ProviderChanged;
import dev.bivouac.journal.JournalEvent.RunPaused;
import dev.bivouac.journal.JournalEvent.RunResumed;
import dev.bivouac.journal.JournalFailedException;
import dev.bivouac.journal.Journals;
import dev.bivouac.journal.MemoryJournal;
import dev.bivouac.journal.ModelChoice;
import dev.bivouac.journal.RunHead;
import dev.bivouac.model.ModelFailure;
import dev.bivouac.model.PlainProfile;
import dev.bivouac.model.ScriptedModel;
import dev.bivouac.run.PauseReason;
import dev.bivouac.run.RunOutcome;
import dev.bivouac.run.RunStatus;
import dev.bivouac.run.SettableClock;
import dev.bivouac.run.Usage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.TimeoutException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A provider that has failed for good hands the run to the next one. */
@Timeout(60)
class FallbackTest {
  private static final RunRequest REQUEST = RunRequest.goal("What day is it?");
  private static final PlainProfile OTHER =
      new PlainProfile("other", "owner/script", 50_000, Optional.empty());
  private static final ScriptedModel.Line REFUSES = fails(new AuthenticationException("no key"));
  private static final ScriptedModel.Line DOWN = fails(new InternalServerException("down"));

  private final MemoryJournal journal = new MemoryJournal(new SettableClock(Journals.START));
  private final Desk desk = new Desk();

  @Test
  void asksTheNextProviderOnceOneHasFailedForGood() {
    ScriptedModel first = scripted(REFUSES);
    ScriptedModel second = scripted(asks("read", "{}"), says("2 May."));

    RunSummary run = runtime(journal, first, second).run(REQUEST);

    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(first.requests()).hasSize(1);
    assertThat(second.requests()).hasSize(2);
    assertThat(eventsOf(journal))
        .filteredOn(ProviderChanged.class::isInstance)
        .singleElement()
        .isEqualTo(
            new ProviderChanged(
                1, ModelChoice.of(OTHER), "scripted/script: The key was refused: no key"));
    assertThat(askedProviders()).containsExactly("scripted", "other", "other");
    assertThat(run.state().terms().model()).isEqualTo(ModelChoice.of(OTHER));
  }

  @Test
  void waitsForAProviderThatMayRecoverBeforeItIsLeft() {
    ScriptedModel first = scripted(DOWN, DOWN, DOWN);

    RunSummary run = runtime(journal, first, scripted(says("2 May."))).run(REQUEST);

    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(first.requests()).hasSize(3);
    assertThat(attempts()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void givesASilentProviderTwoAttemptsAndTheLastOneAll() {
    ScriptedModel.Line silent = fails(new TimeoutException("not a byte"));
    ScriptedModel first = scripted(silent, silent, silent);
    ScriptedModel second = scripted(silent, silent, silent);

    RunSummary run = runtime(journal, first, second).run(REQUEST);

    assertThat(run.status()).isEqualTo(RunStatus.PAUSED);
    assertThat(first.requests()).hasSize(2);
    assertThat(second.requests()).hasSize(3);
  }

  @Test
  void goesRoundTheProvidersAndPausesOnceEachHasFailedAtAStep() {
    ScriptedModel first = scripted(REFUSES, REFUSES);
    ScriptedModel second = scripted(answers(asks("read", "{}")), REFUSES);

    RunSummary run = runtime(journal, first, second).run(REQUEST);

    assertThat(askedProviders()).containsExactly("scripted", "other", "other", "scripted");
    RunPaused pause = run.state().pause().orElseThrow();
    assertThat(pause.reason()).isEqualTo(PauseReason.MODEL);
    assertThat(pause.message())
        .isEqualTo(
            "Every provider failed. other/owner/script: The key was refused: no key scripted/script: The key was refused: no key");
    assertThat(journal.read(run.id())).filteredOn(entry -> isFailure(entry.event())).hasSize(3);
  }

  @Test
  void beginsWithTheFirstAgainAfterAPauseBecauseAllFailed() {
    RunSummary paused = runtime(journal, scripted(REFUSES), scripted(REFUSES)).run(REQUEST);
    ScriptedModel recovered = scripted(says("2 May."));

    RunSummary run = runtime(journal, recovered, scripted(REFUSES)).resume(paused.id());

    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(recovered.requests()).hasSize(1);
  }

  @Test
  void staysWithTheNextProviderAfterACrash() {
    MemoryJournal crashed =
        journalOf(
            started(),
            asked(1, 1),
            new AttemptFailed(
                1,
                Optional.empty(),
                1,
                new ModelFailure(ModelFailure.Kind.QUOTA, "No money.", Optional.empty()),
                Usage.NONE),
            new ProviderChanged(1, ModelChoice.of(OTHER), "scripted/script: No money."));
    ScriptedModel second = scripted(says("2 May."));

    RunSummary run = runtime(crashed, scripted(REFUSES), second).resume(Journals.RUN);

    assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(second.requests()).hasSize(1);
    assertThat(eventsOf(crashed))
        .filteredOn(RunResumed.class::isInstance)
        .singleElement()
        .satisfies(resumed ->
            assertThat(((RunResumed) resumed).drift()).noneMatch(it -> it.contains("model was")));
  }

  @ParameterizedTest
  @MethodSource("crashes")
  void comesToItsEndWhereverItCrashes(int append, FaultyJournal.Fault fault) {
    var trip = new Trip(true);
    ScriptedModel first =
        scripted(
            IntStream.range(0, 40)
                .mapToObj(call -> call == 0 ? answers(Trip.SCRIPT[0]) : REFUSES)
                .toArray(ScriptedModel.Line[]::new));
    ScriptedModel second = stepByStep(Trip.SCRIPT);
    var dying = new FaultyJournal(journal, append, fault);
    try {
      RunSummary unused =
          with(dying, first, second, trip.tools(dying)).run(RunRequest.goal("Plan a trip."));
    } catch (Crash | JournalFailedException e) {
      dying.kill();
    }
    var sound = new FaultyJournal(journal, Integer.MAX_VALUE, FaultyJournal.Fault.CANNOT_WRITE);
    AgentRuntime next = with(sound, first, second, trip.tools(sound));
    List<RunHead> left = journal.list();

    RunSummary run =
        left.isEmpty()
            ? next.run(RunRequest.goal("Plan a trip."))
            : next.resume(left.getFirst().id());

    assertThat(run.state().outcome()).contains(new RunOutcome.Completed(Trip.ANSWER));
    assertThat(trip.wrongs).isEmpty();
    assertThat(trip.payments).doesNotHaveDuplicates();
    assertThat(SentRequest.mismatches(journal.read(run.id()))).isZero();
    assertThat(run.state().terms().model()).isEqualTo(ModelChoice.of(OTHER));
  }

  static Stream<Arguments> crashes() {
    return IntStream.rangeClosed(1, 26)
        .boxed()
        .flatMap(append ->
            Stream.of(FaultyJournal.Fault.values()).map(fault -> Arguments.of(append, fault)));
  }

  private static AgentRuntime with(
      Journal kept, ScriptedModel first, ScriptedModel second, Trip.Tools tools) {
    return Runtimes.builder(kept, first, tools).fallback(second, OTHER).build();
  }

  @Test
  void goesAroundNoFilterAndTakesNoRefusedRequestElsewhere() {
    for (RuntimeException refusal :
        List.of(new ContentFilteredException("high risk"), new InvalidRequestException("bad"))) {
      ScriptedModel second = scripted(says("2 May."));

      RunSummary run = runtime(journal, scripted(fails(refusal)), second).run(REQUEST);

      assertThat(run.state().pause().orElseThrow().reason()).isEqualTo(PauseReason.MODEL);
      assertThat(second.requests()).isEmpty();
    }
  }

  @Test
  void countsOnNoCacheAtAProviderThatHasNotSeenTheConversation() {
    ScriptedModel first = scripted(answers(asks("read", "{}")), REFUSES);

    RunSummary run = runtime(journal, first, scripted(says("2 May."))).run(REQUEST);

    List<Usage> estimates = requests().stream().map(ModelAsked::estimate).toList();
    assertThat(estimates.get(1).cached()).isPositive();
    assertThat(estimates.get(2).cached()).isZero();
    assertThat(estimates.get(2).input()).isEqualTo(estimates.get(1).input());
    assertThat(SentRequest.mismatches(journal.read(run.id()))).isZero();
  }

  @Test
  void refusesTheSameProviderTwice() {
    var twice =
        Runtimes.builder(journal, scripted(REFUSES))
            .fallback(scripted(REFUSES), ScriptedModel.PROFILE);

    assertThatThrownBy(twice::build)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("scripted/script stands twice");
  }

  private AgentRuntime runtime(Journal kept, ScriptedModel first, ScriptedModel second) {
    return Runtimes.builder(kept, first, desk).fallback(second, OTHER).build();
  }

  private List<ModelAsked> requests() {
    return eventsOf(journal).stream()
        .filter(ModelAsked.class::isInstance)
        .map(ModelAsked.class::cast)
        .toList();
  }

  private List<String> askedProviders() {
    return requests().stream().map(event -> event.model().provider()).toList();
  }

  private List<Integer> attempts() {
    return requests().stream().map(ModelAsked::attempt).toList();
  }

  private static boolean isFailure(JournalEvent event) {
    return event instanceof AttemptFailed;
  }
}
