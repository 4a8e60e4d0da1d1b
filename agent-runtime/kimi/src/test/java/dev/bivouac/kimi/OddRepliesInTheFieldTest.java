package dev.bivouac.kimi;

import static dev.bivouac.kimi.FieldRun.ANSWER;
import static dev.bivouac.kimi.FieldRun.call;
import static dev.bivouac.kimi.FieldRun.text;
import static dev.bivouac.kimi.FieldRun.thought;
import static dev.bivouac.kimi.LoopbackHost.breaksAfter;
import static dev.bivouac.kimi.LoopbackHost.bytes;
import static dev.bivouac.kimi.LoopbackHost.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.RunSummary;
import dev.bivouac.journal.Step;
import dev.bivouac.run.PauseReason;
import dev.bivouac.run.RunOutcome;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Replies that are none, or not what they seem: malformations 8, 9 and 21 to 28 of {@code
 * docs/wire.md}.
 */
class OddRepliesInTheFieldTest extends FieldTest {
  @ParameterizedTest
  @ValueSource(strings = {"stop", "tool_calls"})
  void m08_callDroppedByTheHost(String reason) {
    answering(delta("{\"content\":\"\",\"tool_calls\":null}"), finish(reason));

    completes(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stop", "length"})
  void m09_thinkingOnly(String reason) {
    answering(thought("Hmm. ".repeat(600)), finish(reason));

    RunSummary summary = completes(2);
    assertThat(summary.state().steps()).hasSize(1);
  }

  @Test
  void m21_sameCallAgainAndAgain() {
    LoopbackHost.Answer again = stream(call(0, "a", "list_files", ROOT), finish("tool_calls"));
    host.answers(again);

    RunSummary summary = run.run();

    assertThat(summary.state().pause())
        .hasValueSatisfying(
            pause -> assertThat(pause.reason()).isEqualTo(PauseReason.REPEATED_CALL));
    assertThat(run.called()).hasSize(12);
    assertThat(reminders(summary)).hasSize(3);
    assertThat(run.refusals()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Now I will edit the file.",
        "I found it. Let me look at the folder:",
        "OK, next I'll list the files",
        "\u73b0\u5728\u6211\u5c06\u7f16\u8f91\u6587\u4ef6\u3002"
      })
  void m22_announcesAStepAndCallsNothing(String said) {
    run.answering(
        stream(text(said), finish("stop")),
        stream(call(0, "a", "list_files", ROOT), finish("tool_calls")));

    RunSummary summary = completes(3);
    assertThat(run.called()).containsExactly("list_files /");
    assertThat(reminders(summary)).hasSize(1);
  }

  @Test
  void m22_whatIsAnnouncedForEverIsTakenForTheAnswer() {
    host.streams(text("Now I will edit the file."), finish("stop"));

    assertThat(run.run().state().outcome())
        .contains(new RunOutcome.Completed("Now I will edit the file."));
    assertThat(host.received()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "<think>The plan.</think>Answer., The plan.",
    "<think></think>Answer., ''",
    "The plan.</think>Answer., The plan."
  })
  void m23_thinkingMarksInContent(String said, String thinking) {
    run.answering(
        stream(
            Stream.concat(
                    said.chars().mapToObj(c -> text(String.valueOf((char) c))),
                    Stream.of(call(0, "a", "list_files", ROOT), finish("tool_calls")))
                .toArray(String[]::new)));

    RunSummary summary = completes(2);
    Step step = summary.state().steps().getFirst();
    assertThat(step.reply().reasoning()).contains(thinking);
    assertThat(step.reply().text()).isEqualTo("Answer.");
    assertThat(sentBack().path("content").asText())
        .isEqualTo("<think>" + thinking + "</think>Answer.");
    assertThat(sentBack().has("reasoning_content")).isFalse();
  }

  @Test
  void m24_wholeAnswerInReasoningIsAskedForAgain() {
    answering(thought("There are two files, a.txt and b.txt."), finish("stop"));

    completes(2);
  }

  @Test
  void m25_streamCutInTheMiddleOfReasoning() {
    run.answering(breaksAfter("data: " + thought("Hmm. ") + "\n\n"));

    RunSummary summary = completes(2);
    assertThat(summary.state().progress().usage().output()).isPositive();
  }

  @Test
  void m26_unknownFinishReason() {
    run.answering(
        stream(call(0, "a", "list_files", ROOT), finish("unexpected_state")),
        stream(text(ANSWER), finish("unexpected_state")));

    completes(2);
    assertThat(run.called()).containsExactly("list_files /");
  }

  @Test
  void m27_internalCallWithAUuidInReasoning() {
    String internal = "Hm. 9f1c0d1e-5a8e-4a8e-9d4e-0123456789ab<|tool_call_argument_begin|>{} So.";
    run.answering(stream(thought(internal), finish("stop")));

    completes(2);
    assertThat(run.called()).isEmpty();
  }

  @Test
  void m28_errorObjectInASuccessfulStream() {
    answering(thought("Hm."), "{\"error\":{\"type\":\"<nil>\",\"message\":\"upstream gone\"}}");

    completes(2);
  }

  @Test
  void m28_pageInPlaceOfAnError() {
    run.answering(bytes(502, "text/html", "<html><title>502 Bad Gateway</title></html>"));

    completes(2);
  }
}
