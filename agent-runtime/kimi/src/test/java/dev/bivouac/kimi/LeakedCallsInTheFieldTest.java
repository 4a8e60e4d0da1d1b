package dev.bivouac.kimi;

import static dev.bivouac.kimi.FieldRun.raw;
import static dev.bivouac.kimi.FieldRun.section;
import static dev.bivouac.kimi.FieldRun.text;
import static dev.bivouac.kimi.FieldRun.thought;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.RunSummary;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Calls that a host left in the text or the reasoning as the model wrote them: malformations 1 to 7
 * of {@code docs/wire.md}.
 */
class LeakedCallsInTheFieldTest extends FieldTest {
  private static final String LIST = raw("functions.list_files:0", ROOT);

  @Test
  void m01_wholeSectionInContent() {
    answering(text("I'll look. " + section(LIST)), finish("stop"));

    completes(2);
    assertThat(run.called()).containsExactly("list_files /");
    assertThat(sentBack().path("content").asText()).isEqualTo("I'll look.");
    assertThat(sentBack().path("tool_calls").path(0).path("id").asText())
        .isEqualTo("functions.list_files:0");
  }

  @Test
  void m01_severalCallsInOneSection() {
    answering(
        text(section(LIST, raw("functions.bash:1", "{\"command\":\"date\"}"))), finish("stop"));

    completes(2);
    assertThat(run.called()).containsExactlyInAnyOrder("list_files /", "bash date");
  }

  @Test
  void m01_tokensOfAnUnknownToolAreAskedForAgain() {
    answering(text(section(raw("functions.format_disk:0", "{}"))), finish("stop"));

    RunSummary summary = completes(2);
    assertThat(run.called()).isEmpty();
    assertThat(summary.state().steps()).hasSize(1);
  }

  @Test
  void m02_sectionInsideReasoning() {
    answering(thought("So list it " + section(LIST)), finish("stop"));

    completes(2);
    assertThat(run.called()).containsExactly("list_files /");
    assertThat(sentBack().path("reasoning_content").asText()).isEqualTo("So list it");
  }

  @Test
  void m03_markerSplitOverDeltas() {
    String all = "Look. " + section(LIST);
    answering(
        Stream.concat(
                all.chars().mapToObj(c -> text(String.valueOf((char) c))),
                Stream.of(finish("stop")))
            .toArray(String[]::new));

    completes(2);
    assertThat(run.called()).containsExactly("list_files /");
  }

  @Test
  void m03_sectionNeverClosed() {
    answering(
        text("<|tool_calls_section_begin|>" + LIST.replace("<|tool_call_end|>", "")),
        finish("stop"));

    completes(2);
    assertThat(run.called()).containsExactly("list_files /");
  }

  @Test
  void m03_sectionCutInTheMiddleOfItsArgumentsIsAskedForAgain() {
    answering(
        text(
            "<|tool_calls_section_begin|><|tool_call_begin|>functions.bash:0<|tool_call_argument_begin|>{\"command\":\"rm -r /tm"),
        finish("length"));

    completes(2);
    assertThat(run.called()).isEmpty();
  }

  @Test
  void m04_singularMarker() {
    answering(
        text("<|tool_call_section_begin|>" + LIST + "<|tool_call_section_end|>"), finish("stop"));

    completes(2);
    assertThat(run.called()).containsExactly("list_files /");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<|tool_calls_section_begin|>\n<|tool_call_begin|>\nfunctions.bash:0 <|tool_call_argument_begin|> {\n  \"command\": \"a < b > c\"\n} <|tool_call_end|>\n<|tool_calls_section_end|>\n",
        "<|tool_calls_section_begin|> <|tool_call_begin|> functions.bash:0\n<|tool_call_argument_begin|>\n{\"command\":\n\"a < b > c\"}\n<|tool_call_end|><|tool_calls_section_end|>"
      })
  void m05_spacesAndLinesBetweenMarkers(String said) {
    answering(text(said), finish("stop"));

    completes(2);
    assertThat(run.called()).containsExactly("bash a < b > c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "list_files:0",
        "functions.list_files.0",
        "functionslist_files5",
        "functions_list_files_1",
        "functions.list_files0",
        "functions.list_files",
        "list_files"
      })
  void m06_idVariants(String id) {
    answering(text(section(raw(id, ROOT))), finish("stop"));

    completes(2);
    assertThat(run.called()).containsExactly("list_files /");
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "call00003", "call_ab12"})
  void m06_idsWithoutANameAreAskedForAgain(String id) {
    answering(text(section(raw(id, ROOT))), finish("stop"));

    completes(2);
    assertThat(run.called()).isEmpty();
  }

  @Test
  void m07_nameInsideTheArguments() {
    answering(
        text(section(raw("call_ab12", "{\"name\":\"list_files\",\"path\":\"/x\"}"))),
        finish("stop"));

    completes(2);
    assertThat(run.called()).containsExactly("list_files /x");
  }
}
