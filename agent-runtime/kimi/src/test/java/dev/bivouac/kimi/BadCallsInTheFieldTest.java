package dev.bivouac.kimi;

import static dev.bivouac.kimi.FieldRun.call;
import static dev.bivouac.kimi.FieldRun.more;
import static dev.bivouac.kimi.FieldRun.text;
import static dev.bivouac.kimi.LoopbackHost.stream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.RunSummary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Calls that came as calls, but not as they should: malformations 10 to 20 of {@code docs/wire.md}.
 */
class BadCallsInTheFieldTest extends FieldTest {
  @ParameterizedTest
  @ValueSource(strings = {"{\"path\":\"Bei", "{\"path\":\"{\"k\":1}\"}", "{'path':'/'}"})
  void m10_brokenArgumentsGetAFailedResult(String arguments) {
    answering(call(0, "list_files:0", "list_files", arguments), finish("tool_calls"));

    completes(2);
    assertThat(run.called()).isEmpty();
    assertThat(lastResult()).contains("were not carried out").contains("not valid JSON");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"path\":\"/\"}}", "{\"path\":\"/\""})
  void m10_oneBraceTooManyOrTooFew(String arguments) {
    answering(call(0, "list_files:0", "list_files", arguments), finish("tool_calls"));

    completes(2);
    assertThat(run.called()).containsExactly("list_files /");
  }

  @Test
  void m10_argumentsCutAtTheOutputLimitAreNotMended() {
    answering(call(0, "bash:0", "bash", "{\"command\":\"rm -r /tmp\""), finish("length"));

    completes(2);
    assertThat(run.called()).isEmpty();
    assertThat(lastResult()).contains("cut off at the output limit");
  }

  @Test
  void m11_rawControlCharacters() {
    answering(call(0, "bash:0", "bash", "{\"command\":\"one\ntwo\t\"}"), finish("tool_calls"));

    completes(2);
    assertThat(run.called()).containsExactly("bash one\ntwo\t");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"path\":\"/\",\"endings\":\"[\\\"txt\\\"]\"}",
        "\"{\\\"path\\\":\\\"/\\\",\\\"endings\\\":[\\\"txt\\\"]}\""
      })
  void m12_doubleEncoding(String arguments) {
    answering(call(0, "list_files:0", "list_files", arguments), finish("tool_calls"));

    completes(2);
    assertThat(run.called()).containsExactly("list_files /[txt]");
  }

  @Test
  void m13_markersOfASecondCallInsideTheFirst() {
    answering(
        call(
            0,
            "bash:0",
            "bash",
            "{\"command\":\"ls\\\"} <|tool_call_begin|>functions.bash:1 <|tool_call_argument_begin|>{\\\"command\\\":\\\"rm x\"}"),
        finish("tool_calls"));

    completes(2);
    assertThat(run.called()).isEmpty();
    assertThat(lastResult()).contains("were not carried out");
  }

  @Test
  void m14_growingWholeStates() {
    answering(
        call(0, "bash:0", "bash", "{\"command\":\"l\"}"),
        more(0, "{\"command\":\"ls\"}"),
        more(0, "{\"command\":\"ls -l\"}"),
        finish("tool_calls"));

    completes(2);
    assertThat(run.called()).containsExactly("bash ls -l");
  }

  @Test
  void m14_growingUnfinishedStates() {
    answering(
        call(0, "bash:0", "bash", "{\"comm"),
        more(0, "{\"command\":\"ls"),
        more(0, "{\"command\":\"ls -l\"}"),
        finish("tool_calls"));

    completes(2);
    assertThat(run.called()).containsExactly("bash ls -l");
  }

  @Test
  void m14_twoCallsInOneAreNotTakenForGrowing() {
    answering(
        call(0, "bash:0", "bash", "{\"command\":\"ls\"}{\"command\":\"date\"}"),
        finish("tool_calls"));

    completes(2);
    assertThat(run.called()).isEmpty();
  }

  @Test
  void m15_emptyName() {
    answering(call(0, "a", "", "{}"), finish("tool_calls"));

    completes(2);
    assertThat(lastResult()).contains("There is no tool");
  }

  @Test
  void m15_nameOnlyInALaterFragmentAndEmptyOnesRepeated() {
    answering(
        calls("{'index':0,'id':'a','function':{'arguments':''}}".replace('\'', '"')),
        call(0, "a", "list_files", "{\"path\":"),
        call(0, "a", "", "\"/\"}"),
        finish("tool_calls"));

    completes(2);
    assertThat(run.called()).containsExactly("list_files /");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "id repeated | {'index':0,'id':'a','function':{'name':'bash','arguments':'{'}} | {'index':0,'id':'a','function':{'arguments':'`command`:`ls`}'}}",
        "no index | {'id':'a','function':{'name':'bash','arguments':'{'}} | {'function':{'arguments':'`command`:`ls`}'}}",
        "no arguments at first | {'index':0,'id':'a','function':{'name':'bash'}} | {'index':0,'function':{'arguments':'{`command`:`ls`}'}}"
      })
  void m16_repeatedIdMissingIndexMissingArguments(String name, String first, String second) {
    answering(fragment(first), fragment(second), finish("tool_calls"));

    completes(2);
    assertThat(run.called()).containsExactly("bash ls");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "call_x8z"})
  void m17_foreignIdsThatComeAgainInLaterSteps(String id) {
    LoopbackHost.Answer step = stream(call(0, id, "list_files", ROOT), finish("tool_calls"));
    run.answering(step, step);

    completes(3);
    assertThat(run.called()).containsExactly("list_files /", "list_files /");
  }

  @Test
  void m17_sameIdTwiceInOneReply() {
    answering(
        call(0, "0", "list_files", ROOT),
        call(1, "0", "bash", "{\"command\":\"ls\"}"),
        finish("tool_calls"));

    completes(2);
    assertThat(run.called()).containsExactlyInAnyOrder("list_files /", "bash ls");
  }

  @Test
  void m18_finishOnSeveralChunksWithNullAfterwards() {
    answering(
        call(0, "0", "list_files", ROOT),
        finish("tool_calls"),
        call(1, "1", "bash", "{\"command\":\"ls\"}"),
        finish("tool_calls"),
        "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":null}]}",
        "{\"choices\":[],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":5}}");

    RunSummary summary = completes(2);
    assertThat(run.called()).containsExactlyInAnyOrder("list_files /", "bash ls");
    assertThat(summary.state().steps().getFirst().reply().usage().input()).isEqualTo(9);
  }

  @Test
  void m19_chunkIdChangesInTheMiddle() {
    answering(
        text("I'll ").replace("c1", "chatcmpl-1"),
        text("look.").replace("c1", "gen-2"),
        call(0, "a", "list_files", ROOT).replace("c1", "gen-3"),
        finish("tool_calls"));

    completes(2);
    assertThat(run.called()).containsExactly("list_files /");
  }

  @Test
  void m20_inventedToolGetsAFailedResult() {
    answering(call(0, "a", "read_everything", "{}"), finish("tool_calls"));

    completes(2);
    assertThat(lastResult()).contains("There is no tool 'read_everything'").contains("list_files");
  }

  @Test
  void m20_prefixLeftInTheName() {
    answering(call(0, "a", "functions.list_files", ROOT), finish("tool_calls"));

    completes(2);
    assertThat(run.called()).containsExactly("list_files /");
  }

  @Test
  void m20_missingArgumentGetsAFailedResult() {
    answering(call(0, "a", "list_files", "{}"), finish("tool_calls"));

    completes(2);
    assertThat(run.called()).isEmpty();
    assertThat(lastResult()).contains("Field 'path' is missing");
  }
}
