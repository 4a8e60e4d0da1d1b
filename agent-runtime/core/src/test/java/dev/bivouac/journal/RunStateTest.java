package dev.bivouac.journal;

import static dev.bivouac.journal.Journals.START;
import static dev.bivouac.journal.Journals.asked;
import static dev.bivouac.journal.Journals.asks;
import static dev.bivouac.journal.Journals.entries;
import static dev.bivouac.journal.Journals.replied;
import static dev.bivouac.journal.Journals.resumed;
import static dev.bivouac.journal.Journals.says;
import static dev.bivouac.journal.Journals.started;
import static dev.bivouac.journal.Journals.stateOf;
import static dev.bivouac.journal.Journals.toolFinished;
import static dev.bivouac.journal.Journals.toolStarted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bivouac.journal.JournalEvent.ModelAsked;
import dev.bivouac.journal.JournalEvent.Reminded;
import dev.bivouac.journal.JournalEvent.ResultsHidden;
import dev.bivouac.journal.JournalEvent.RunFinished;
import dev.bivouac.journal.JournalEvent.RunPaused;
import dev.bivouac.model.Prices;
import dev.bivouac.run.CallKey;
import dev.bivouac.run.Cost;
import dev.bivouac.run.PauseReason;
import dev.bivouac.run.RunLimits;
import dev.bivouac.run.RunOutcome.Completed;
import dev.bivouac.run.RunStatus;
import dev.bivouac.run.Usage;
import dev.bivouac.tool.ToolResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RunStateTest {
  private static final JournalEvent[] WHOLE = {
    started(),
    asked(1, 1),
    replied(1, asks(List.of("read", "pay"), "{}")),
    toolStarted(1, 0),
    toolFinished(1, 0, "read"),
    toolStarted(1, 1),
    resumed(RunLimits.DEFAULT),
    new JournalEvent.OutcomeUnknown(new CallKey(1, 1), "Who knows."),
    new Reminded(1, "Do not repeat it."),
    new ResultsHidden(Map.of(Journals.FIRST_CALL, "A page was here.")),
    asked(2, 1),
    new RunPaused(PauseReason.REQUESTED, "Later."),
    resumed(RunLimits.DEFAULT.withMaxSteps(9)),
    asked(2, 2),
    replied(2, says("Done.")),
    new RunFinished(new Completed("Done."))
  };

  @Test
  void isTheSameWhetherReadAtOnceOrEntryByEntry() {
    List<Entry> all = entries(WHOLE);
    RunState grown = RunState.replay(all.subList(0, 1));
    for (int i = 1; i < all.size(); i++) {
      grown = grown.after(all.get(i));
      assertThat(grown).isEqualTo(RunState.replay(all.subList(0, i + 1)));
    }
  }

  @Test
  void saysWhereTheRunStands() {
    RunState state = stateOf(WHOLE);

    assertThat(state.status()).isEqualTo(RunStatus.COMPLETED);
    assertThat(state.steps()).hasSize(2);
    assertThat(state.unknownOutcomes()).isEqualTo(1);
    assertThat(state.limits().maxSteps()).isEqualTo(9);
    assertThat(state.terms().hidden()).containsEntry(Journals.FIRST_CALL, "A page was here.");
    assertThat(state.nextEntry()).isEqualTo(17);
  }

  @Test
  void countsRequestsThatGotNoAnswerAtTheirEstimate() {
    // Two answers of 110 tokens, one request lost at 550.
    assertThat(stateOf(WHOLE).progress().usage().total()).isEqualTo(2 * 110 + 550);
  }

  @Test
  void countsWhatToolsCost() {
    var cost = new Cost(new BigDecimal("0.004"), true);
    RunState state =
        stateOf(
            started(),
            asked(1, 1),
            replied(1, asks(List.of("read", "pay"), "{}")),
            new JournalEvent.ToolFinished(
                new CallKey(1, 0), new ToolResult.Success("", Map.of(), Optional.of(cost))),
            new JournalEvent.ToolFinished(
                new CallKey(1, 1), new ToolResult.Success("", Map.of(), Optional.of(cost))));

    assertThat(state.progress().usage().cost()).contains(new Cost(new BigDecimal("0.008"), true));
  }

  @Test
  void countsTheTimeAtWorkAlone() {
    List<Entry> all = new ArrayList<>();
    all.add(new Entry(1, 1, START, started()));
    all.add(new Entry(2, 1, START.plusSeconds(10), asked(1, 1)));
    all.add(new Entry(3, 2, START.plusSeconds(10_000), resumed(RunLimits.DEFAULT)));
    all.add(new Entry(4, 2, START.plusSeconds(10_005), asked(1, 2)));
    all.add(new Entry(5, 2, START.plusSeconds(10_004), replied(1, says("A clock set back."))));

    assertThat(RunState.replay(all).progress().active()).isEqualTo(Duration.ofSeconds(15));
  }

  static Stream<Arguments> damaged() {
    var start = new Entry(1, 1, START, started());
    return Stream.of(
        Arguments.of("nothing at all", List.of()),
        Arguments.of("no start", entries(asked(1, 1))),
        Arguments.of("a first entry of another number", List.of(new Entry(2, 1, START, started()))),
        Arguments.of("a second start", entries(started(), started())),
        Arguments.of("a gap", List.of(start, new Entry(3, 1, START, asked(1, 1)))),
        Arguments.of("an entry twice", List.of(start, new Entry(1, 1, START, asked(1, 1)))),
        Arguments.of("a step left out", entries(started(), replied(2, says("Done.")))),
        Arguments.of("a request for a later step", entries(started(), asked(2, 1))),
        Arguments.of("a start of no call", entries(started(), toolStarted(1, 0))),
        Arguments.of(
            "an end of no call",
            entries(started(), replied(1, asks("read", "{}")), toolFinished(1, 1, "read"))),
        Arguments.of("a reminder after no step", entries(started(), new Reminded(1, "Stop."))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("damaged")
  void refusesAJournalWith(String damage, List<Entry> entries) {
    assertThatExceptionOfType(JournalFailedException.class)
        .as(damage)
        .isThrownBy(() -> RunState.replay(entries))
        .withMessageContaining("Restore the store from a copy.");
  }

  @Test
  void datesAnOldEstimateByThePricesOfTheModelThatWasAsked() {
    LocalDate spring = LocalDate.of(2026, 4, 1);
    var one = BigDecimal.ONE;
    var priced =
        new ModelChoice("moonshot", "kimi", 1000, Optional.of(new Prices(one, one, one, spring)));
    var undated = new Usage(1, 0, 1, Optional.of(new Cost(one, true)));
    var reply = says("Done.");

    RunState state =
        stateOf(
            started(),
            new ModelAsked(1, 1, priced, undated, "0f", Optional.empty()),
            replied(
                1, new ModelReply(Optional.empty(), "Done.", List.of(), undated, reply.origin())));

    assertThat(state.progress().usage().cost()).contains(Cost.atListPrices(one, spring));
  }
}
