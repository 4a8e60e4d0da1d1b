package dev.bivouac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.cli.story.Story;
import dev.bivouac.cli.story.ToldRuns;
import dev.bivouac.journal.Entry;
import dev.bivouac.journal.RunHead;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StoryTextTest {
  private static final Telling SHORT = new Telling(false, false, 80, 1000, Ink.NONE);
  private static final Telling WITH_REASONING = new Telling(true, false, 80, 1000, Ink.NONE);
  private static final Telling FULL = new Telling(true, true, 80, 1000, Ink.NONE);

  static List<String> hostile() {
    return HostileMarkup.all();
  }

  @Test
  void tellsEverythingThatHappened() {
    assertThat(told(ToldRuns.eventful(), SHORT))
        .contains(
            "Run 0123456789ab  completed",
            "  Key        the-key",
            "  Started    2026-11-22 07:00:00, last entry 21:58:25; 3 min 5 s at work",
            "  Steps      4 of at most 300; 4 tool calls, 1 with unknown outcome",
            "  Cost       ~0.0900 USD of at most 1.00 USD, estimated from list prices",
            "  Log        /logs/a.log",
            "  What day is it, and who pays?",
            "Step 1  +1.0 s, model 30.0 s, 1,000 in (900 cached), 50 out, ~0.0200 USD",
            "  attempt 1 failed after 5.0 s (overloaded): The host is overloaded. Nothing to",
            "  do but wait.",
            "  waited 4.0 s",
            "  I look it up.",
            "  1.0 date about:\"date\"",
            "      1.0 s, 22 characters: Sunday, 2026-11-22",
            "      attempt 1 failed after 8.0 s (overloaded): No answer in 5 s.",
            "      failed after 17.0 s: No such page.",
            "      OUTCOME UNKNOWN: Check the account.",
            "  resumed after 13 h 53 min by bivouac 0.2.0: Tool 'pay' is gone.",
            "  reminded the model: You asked for the same thing three times.",
            "  1 old result left the model's window: 1.0",
            "  attempt 1: moonshot/kimi-k2.6 was asked, and no answer was written down",
            "  paused (cost): It would cost more than 1 USD. Raise --max-cost.",
            "  The final answer, 13 characters.",
            "Completed.",
            "1 tool call with an unknown outcome: check what happened.",
            "It is **Sunday**.");
  }

  @Test
  void tellsTheReasoningOnlyIfAskedTo() {
    assertThat(told(ToldRuns.eventful(), SHORT)).noneMatch(line -> line.contains("First the date"));
    assertThat(told(ToldRuns.eventful(), WITH_REASONING))
        .contains("  | First the date,", "  | then the page.");
  }

  @Test
  void tellsWholeResultsIfAskedTo() {
    assertThat(told(ToldRuns.eventful(), FULL))
        .contains("      1.0 s, 22 characters:", "      Sunday, 2026-11-22", "      UTC");
  }

  @Test
  void saysWhatToDoNextWhereverTheJournalEnds() {
    List<Entry> entries = ToldRuns.eventful();
    for (int end = 1; end < entries.size(); end++) {
      assertThat(told(entries.subList(0, end), SHORT))
          .as("entry " + end)
          .anyMatch(line -> line.startsWith("Go on with: bivouac resume 0123456789ab"));
    }
  }

  @Test
  void aPausedRunSaysWhy() {
    List<Entry> entries = ToldRuns.eventful();
    int pause =
        entries.stream()
            .filter(entry -> entry.event().getClass().getSimpleName().equals("RunPaused"))
            .findFirst()
            .orElseThrow()
            .number();

    assertThat(told(entries.subList(0, pause), SHORT))
        .contains("Run 0123456789ab  paused", "      not started yet")
        .contains("Paused: It would cost more than 1 USD. Raise --max-cost.")
        .contains("Go on with: bivouac resume 0123456789ab --max-cost 2.00");
  }

  @Test
  void aLongRunIsToldStepByStep() {
    List<String> lines = told(ToldRuns.ofSteps(300), SHORT);

    assertThat(lines.stream().filter(line -> line.startsWith("Step "))).hasSize(300);
    assertThat(lines).contains("  Steps      300 of at most 300; 598 tool calls");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void nothingControlsTheTerminalOrPassesItsWidth(String text) {
    List<Entry> entries = ToldRuns.saying(text);
    List<String> lines = told(entries, new Telling(true, true, 80, 80, Ink.NONE));

    assertThat(lines).allMatch(line -> TextRows.of(line) <= 80);
    assertThat(String.join("\n", lines).codePoints())
        .noneMatch(c -> (c < 0x20 && c != '\n') || (c >= 0x7f && c < 0xa0) || c == 0x202e);
  }

  private static List<String> told(List<Entry> entries, Telling telling) {
    RunHead head = ToldRuns.head(entries, Optional.of("the-key"));
    var lines = new ArrayList<String>();
    new RunStory(head, Story.of(entries), Optional.of(Path.of("/logs/a.log")))
        .whole(telling, ZoneOffset.UTC, lines::add);
    return lines;
  }
}
