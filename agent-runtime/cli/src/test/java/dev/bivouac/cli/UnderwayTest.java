package dev.bivouac.cli;

import static dev.bivouac.journal.Journals.RUN;
import static dev.bivouac.journal.Journals.START;
import static dev.bivouac.journal.Journals.asked;
import static dev.bivouac.journal.Journals.asks;
import static dev.bivouac.journal.Journals.replied;
import static dev.bivouac.journal.Journals.started;
import static dev.bivouac.journal.Journals.toolFinished;
import static dev.bivouac.journal.Journals.toolStarted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.HostileText;
import dev.bivouac.cli.Moment.Running;
import dev.bivouac.cli.view.Emulator;
import dev.bivouac.cli.view.Line;
import dev.bivouac.journal.Entry;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.JournalEvent.AttemptFailed;
import dev.bivouac.journal.JournalEvent.Reminded;
import dev.bivouac.journal.JournalEvent.ToolFinished;
import dev.bivouac.journal.Journals;
import dev.bivouac.journal.RunState;
import dev.bivouac.model.ModelFailure;
import dev.bivouac.planner.RunListener;
import dev.bivouac.run.CallKey;
import dev.bivouac.run.SettableClock;
import dev.bivouac.run.Usage;
import dev.bivouac.tool.ToolResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is under way, and the words made of it. */
class UnderwayTest {
  private static final ModelFailure OVERLOADED =
      new ModelFailure(ModelFailure.Kind.OVERLOADED, "Overloaded. Wait.", Optional.empty());

  private final SettableClock clock = new SettableClock(START);
  private final Underway underway = new Underway(clock);

  @Test
  void keepsTheEndOfAnAnswerAndForgetsItWithTheAttempt() {
    tell(underway, started(), asked(1, 1));
    for (int i = 0; i < 10_000; i++) {
      underway.thinking(RUN, "piece %d ".formatted(i));
    }
    underway.text(RUN, "x".repeat(100_000));
    Moment.Asking asking = underway.moment().asking().orElseThrow();
    assertThat(asking.reasoning()).endsWith("piece 9999 ").hasSize(4000);
    assertThat(asking.text()).hasSize(4000);
    assertThat(asking.characters()).isGreaterThan(200_000);
    underway.attemptDiscarded(RUN, OVERLOADED);
    assertThat(underway.moment().asking()).isEmpty();
  }

  @Test
  void knowsTheStepItsCallsAndItsWait() {
    tell(underway, started(), asked(1, 1), replied(1, asks(List.of("a", "b"), "{}")));
    assertThat(underway.moment().count().step()).isEqualTo(1);
    tell(
        underway,
        started(),
        asked(1, 1),
        replied(1, asks(List.of("a", "b"), "{}")),
        toolStarted(1, 0),
        toolStarted(1, 1),
        toolFinished(1, 0, "done"));
    assertThat(underway.moment().calls()).extracting(Running::name).containsExactly("b");
    tell(
        underway,
        started(),
        asked(1, 1),
        new AttemptFailed(1, Optional.empty(), 1, OVERLOADED, Usage.NONE));
    underway.waiting(RUN, Duration.ofSeconds(40), OVERLOADED);
    assertThat(underway.moment().count().step()).isEqualTo(1);
    assertThat(underway.moment().waiting().orElseThrow().until()).isEqualTo(START.plusSeconds(40));
  }

  @Test
  void saysWhatAStopDoes() {
    tell(underway, started(), asked(1, 1));
    underway.thinking(RUN, "x".repeat(1203));
    assertThat(StopWords.first(underway.moment(), ExitCode.SIGINT))
        .isEqualTo(
            "Stopping: the model's answer is dropped (1,203 characters so far). Ctrl-C again stops at once.");
    tell(
        underway,
        started(),
        replied(1, asks(List.of("a", "a", "b"), "{}")),
        toolStarted(1, 0),
        toolStarted(1, 1),
        toolStarted(1, 2));
    assertThat(StopWords.first(underway.moment(), ExitCode.SIGTERM))
        .isEqualTo("Stopping: 3 tool calls get up to 10 s (a, b).");
    assertThat(StopWords.last(underway.moment())).endsWith("bivouac resume " + RUN);
  }

  @Test
  void givesASignOfLifeOnlyAfterSilence() {
    var signs = new SignsOfLife(underway, clock, line -> {});
    tell(underway, started(), asked(1, 1));
    underway.thinking(RUN, "x".repeat(12_034));
    Moment thinking = underway.moment();
    var askedAt = thinking.asking().orElseThrow().since();
    assertThat(signs.due(thinking, askedAt.plusSeconds(29))).isEmpty();
    assertThat(signs.due(thinking, askedAt.plusSeconds(34)))
        .contains("Step 1: still thinking, 34 s, 12,034 characters so far");
    assertThat(signs.due(thinking, askedAt.plusSeconds(39))).isEmpty();
    assertThat(signs.due(thinking, askedAt.plusSeconds(64))).isPresent();
  }

  @Test
  void letsNoHostileTextIntoALine() {
    for (String text : HostileText.all()) {
      var lines = new ArrayList<String>();
      for (ProgressLines.Form form : ProgressLines.Form.values()) {
        tell(new ProgressLines(form, line -> lines.add(line.text())), hostile(text));
      }
      tell(underway, hostile(text));
      underway.stopAsked();
      lines.add(StopWords.first(underway.moment(), ExitCode.SIGINT));
      assertThat(lines)
          .hasSizeGreaterThan(8)
          .allSatisfy(line -> {
            assertThat(line).hasSizeLessThan(2500);
            assertThat(line.codePoints())
                .noneMatch(c -> Character.getType(c) == Character.CONTROL || isTurning(c));
          });
      assertThat(Line.whole(Line.Tone.PLAIN, text).text()).isEqualTo(text);
    }
  }

  private static boolean isTurning(int c) {
    return Emulator.isHarmful(c) && c >= 0x200e && c <= 0x2069 && c != 0x2060;
  }

  private static JournalEvent[] hostile(String text) {
    return new JournalEvent[] {
      started(),
      asked(1, 1),
      new AttemptFailed(
          1,
          Optional.empty(),
          1,
          new ModelFailure(ModelFailure.Kind.SERVER, text, Optional.empty()),
          Usage.NONE),
      asked(1, 2),
      replied(1, asks(List.of(text, text, text), text)),
      toolStarted(1, 0),
      toolStarted(1, 1),
      toolStarted(1, 2),
      toolFinished(1, 0, text),
      new ToolFinished(new CallKey(1, 1), new ToolResult.Failure(text)),
      new Reminded(1, text)
    };
  }

  private static void tell(RunListener listener, JournalEvent... events) {
    List<Entry> entries = Journals.entries(events);
    RunState state = RunState.replay(entries.subList(0, 1));
    listener.opened(RUN, state);
    for (Entry entry : entries.subList(1, entries.size())) {
      state = state.after(entry);
      listener.appended(RUN, entry, state);
    }
  }
}
