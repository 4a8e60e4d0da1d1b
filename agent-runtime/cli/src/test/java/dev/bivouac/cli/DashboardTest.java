package dev.bivouac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.HostileText;
import dev.bivouac.cli.Moment.Asking;
import dev.bivouac.cli.Moment.Count;
import dev.bivouac.cli.Moment.Running;
import dev.bivouac.cli.Moment.Waiting;
import dev.bivouac.cli.view.Columns;
import dev.bivouac.cli.view.Emulator;
import dev.bivouac.cli.view.Line;
import dev.bivouac.cli.view.ScreenSize;
import dev.bivouac.run.CallKey;
import dev.bivouac.run.Cost;
import dev.bivouac.run.RunId;
import dev.bivouac.run.Usage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DashboardTest {
  private static final Instant START = Instant.parse("2026-11-22T07:00:00Z");
  private static final Instant NOW = START.plusSeconds(72);
  private static final ScreenSize USUAL = ScreenSize.USUAL;
  private static final Usage USAGE =
      new Usage(48_210, 43_900, 2_113, Optional.of(new Cost(new BigDecimal("0.01234"), false)));
  private static final Moment QUIET =
      new Moment(
          Optional.of(new RunId("0123456789ab")),
          new Count(7, 300, USAGE, START),
          Optional.empty(),
          List.of(),
          Optional.empty(),
          Optional.empty());

  @Test
  void saysHowFarTheRunIs() {
    assertThat(texts(QUIET, USUAL))
        .containsExactly(
            "step 7 of 300 · 48,210 in (91% cached) · 2,113 out · 0.0123 USD · 1m 12s");
  }

  @Test
  void showsNothingBeforeThereIsARun() {
    Moment before = new Underway(java.time.Clock.systemUTC()).moment();
    assertThat(texts(before, USUAL)).isEmpty();
  }

  @Test
  void showsTheEndOfTheReasoningAndThenTheAnswer() {
    Asking thinks = new Asking(START, "First.\nThe moon raises tides.", "", 29);
    assertThat(texts(asking(thinks), USUAL)).startsWith("  First.", "  The moon raises tides.");
    Asking answers = new Asking(START, "The moon raises tides.", "# Tides", 29);
    assertThat(texts(asking(answers), USUAL)).hasSize(2).first().isEqualTo("  # Tides");
    Asking silent = new Asking(START, "", "", 0);
    assertThat(texts(asking(silent), USUAL)).first().isEqualTo("  waiting for the model, 1m 12s");
  }

  @Test
  void showsCallsWithTheirTimeAndCountsThoseThatFindNoRoom() {
    List<Running> calls =
        IntStream.range(0, 12)
            .mapToObj(i -> running(i, "fetch_article", "{\"url\":\"https://a.example/\"}"))
            .toList();
    assertThat(texts(working(calls), USUAL))
        .hasSize(9)
        .startsWith("  7.0  12 s  fetch_article url:\"https://a.example/\"")
        .contains("  and 5 more calls");
  }

  @Test
  void countsDownWhatItWaitsFor() {
    var waiting = new Waiting(NOW.plusSeconds(34), "The provider is overloaded.");
    Moment moment =
        new Moment(
            QUIET.run(),
            QUIET.count(),
            Optional.empty(),
            List.of(),
            Optional.of(waiting),
            Optional.empty());
    assertThat(texts(moment, USUAL)).contains("  goes on in 34 s: The provider is overloaded.");
  }

  @Test
  void countsDownTheGraceOfAStop() {
    Moment moment =
        new Moment(
            QUIET.run(),
            QUIET.count(),
            Optional.empty(),
            List.of(running(0, "book", "{}")),
            Optional.empty(),
            Optional.of(NOW.minusSeconds(3)));
    assertThat(texts(moment, USUAL)).contains("  stopping; 7 s left for 1 call");
  }

  @ParameterizedTest
  @CsvSource({"20,5", "20,6", "80,24", "200,50", "1,1", "2,2", "40,3"})
  void leavesARowToSpareAndFitsWhateverIsShown(int columns, int rows) {
    var size = new ScreenSize(columns, rows);
    for (String text : HostileText.all()) {
      Moment moment =
          new Moment(
              QUIET.run(),
              QUIET.count(),
              Optional.of(new Asking(START, text, "", text.length())),
              List.of(running(0, text, text)),
              Optional.of(new Waiting(NOW, text)),
              Optional.of(NOW));
      List<Line> lines = Dashboard.lines(moment, size, NOW);
      assertThat(lines).hasSizeBetween(1, Math.max(1, rows - 1));
      assertThat(lines.getLast().text()).startsWith("step 7 of 300");
      for (Line line : lines) {
        String shown = Columns.fit(line.text(), columns);
        assertThat(shown.codePoints()).noneMatch(Emulator::isHarmful);
      }
    }
  }

  @Test
  void keepsNumbersBeforeWhatOthersWrote() {
    String arabic =
        texts(working(List.of(running(0, "مرحبا", "{\"q\":\"שלום\"}"))), USUAL).getFirst();
    assertThat(arabic).isEqualTo("  7.0  12 s  مرحبا q:\"שלום\"");
  }

  private static Moment asking(Asking asking) {
    return new Moment(
        QUIET.run(),
        QUIET.count(),
        Optional.of(asking),
        List.of(),
        Optional.empty(),
        Optional.empty());
  }

  private static Moment working(List<Running> calls) {
    return new Moment(
        QUIET.run(), QUIET.count(), Optional.empty(), calls, Optional.empty(), Optional.empty());
  }

  private static Running running(int index, String name, String arguments) {
    return new Running(new CallKey(7, index), name, arguments, NOW.minusSeconds(12));
  }

  private static List<String> texts(Moment moment, ScreenSize size) {
    return Dashboard.lines(moment, size, NOW).stream().map(Line::text).toList();
  }
}
