package dev.bivouac.rehearsal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bivouac.rehearsal.Rehearsal;
import dev.bivouac.rehearsal.RehearsalOptions;
import dev.bivouac.rehearsal.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FaultTest {
  private static final String TWO_CALLS =
      """
      {"model":"rules","stream":true,"stream_options":{"include_usage":true},"messages":[
       {"role":"user","content":"Rehearsal call: add {\\"a\\":\\"\u00e9\u4e2d\\"} && add {\\"a\\":2}"}]}\
      """;

  @Test
  void streamsReasoningThenFragmentsOfCallsThenUsageInBothPlaces() {
    List<JsonNode> chunks = chunks(stream(Fault.NONE).body());

    assertThat(chunks.getFirst().at("/choices/0/delta/role").asText()).isEqualTo("assistant");
    assertThat(joined(chunks, "/choices/0/delta/reasoning_content")).contains("Line 1 of 1");
    assertThat(arguments(chunks, 0)).isEqualTo("{\"a\":\"\u00e9\u4e2d\"}");
    assertThat(arguments(chunks, 1)).isEqualTo("{\"a\":2}");
    JsonNode finish = chunks.get(chunks.size() - 2);
    assertThat(finish.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
    assertThat(finish.at("/choices/0/usage")).isEqualTo(chunks.getLast().path("usage"));
    assertThat(chunks.getLast().path("choices")).isEmpty();
  }

  @Test
  void sendsCommentsAmongTheEvents() {
    assertThat(stream(Fault.NONE).body())
        .contains("\n: rehearsal\n\n")
        .endsWith("data: [DONE]\n\n");
  }

  @ParameterizedTest
  @CsvSource({
    "ENGINE_OVERLOADED, 429, engine_overloaded_error",
    "RATE_LIMITED, 429, rate_limit_reached_error",
    "QUOTA_EXCEEDED, 429, exceeded_current_quota_error",
    "SERVER_ERROR, 500, server_error",
    "UNAVAILABLE_HTML, 503, <html>"
  })
  void answersAnOutageWithItsStatus(Fault fault, int status, String body) {
    HttpResponse<String> response = stream(fault);

    assertThat(response.statusCode()).isEqualTo(status);
    assertThat(response.body()).contains(body);
  }

  @ParameterizedTest
  @EnumSource(names = {"NO_RESPONSE", "CUT_IN_REASONING", "CUT_IN_ANSWER"})
  void losesTheConnection(Fault fault) {
    assertThatThrownBy(() -> stream(fault)).isInstanceOf(Wire.ConnectionLost.class);
  }

  @ParameterizedTest
  @EnumSource(names = {"NO_DONE", "ENDED_EARLY", "ERROR_IN_STREAM"})
  void endsWithoutDone(Fault fault) {
    assertThat(stream(fault).body()).doesNotContain("[DONE]");
  }

  @ParameterizedTest
  @CsvSource({
    "LEAK_IN_CONTENT, content",
    "LEAK_IN_REASONING, reasoning_content",
    "LEAK_UNCLOSED, content",
    "LEAK_SINGULAR, content",
    "LEAK_SPACED, content"
  })
  void leaksTheCallsAsRawTokens(Fault fault, String field) {
    List<JsonNode> chunks = chunks(stream(fault).body());

    String text = joined(chunks, "/choices/0/delta/" + field);
    assertThat(text).contains("<|tool_call_begin|>", "functions.add:0", "functions.add:1");
    assertThat(text.contains("section_end|>")).isEqualTo(fault != Fault.LEAK_UNCLOSED);
    assertThat(chunks).noneMatch(chunk -> chunk.at("/choices/0/delta").has("tool_calls"));
  }

  @Test
  void breaksTheArguments() {
    assertThat(arguments(chunks(stream(Fault.EXTRA_BRACE).body()), 1)).isEqualTo("{\"a\":2}}");
    assertThat(arguments(chunks(stream(Fault.BROKEN_ARGUMENTS).body()), 1)).isEqualTo("{\"a\"");
    assertThat(arguments(chunks(stream(Fault.DOUBLE_ENCODED).body()), 1))
        .isEqualTo("\"{\\\"a\\\":2}\"");
  }

  @Test
  void givesTheSameIdTwice() {
    assertThat(ids(chunks(stream(Fault.DUPLICATE_IDS).body()))).containsExactly("add:0", "add:0");
    assertThat(ids(chunks(stream(Fault.NONE).body()))).containsExactly("add:0", "add:1");
  }

  @ParameterizedTest
  @EnumSource(names = {"EMPTY_ANSWER", "THINKING_ONLY"})
  void saysNothing(Fault fault) {
    List<JsonNode> chunks = chunks(stream(fault).body());

    assertThat(joined(chunks, "/choices/0/delta/content")).isEmpty();
    assertThat(joined(chunks, "/choices/0/delta/reasoning_content").isEmpty())
        .isEqualTo(fault == Fault.EMPTY_ANSWER);
  }

  @Test
  void dripsTheWholeAnswer() {
    assertThat(stream(Fault.DRIP).body()).isEqualTo(stream(Fault.NONE).body());
  }

  @Test
  void growsTheUsage() {
    List<Integer> growing =
        chunks(stream(Fault.GROWING_USAGE).body()).stream()
            .filter(chunk -> chunk.has("usage"))
            .map(chunk -> chunk.at("/usage/completion_tokens").asInt())
            .toList();

    assertThat(growing).hasSizeGreaterThan(3).isSorted();
  }

  @Test
  void putsAnErrorIntoAStreamThatBeganWell() {
    List<JsonNode> chunks = chunks(stream(Fault.ERROR_IN_STREAM).body());

    assertThat(chunks.getFirst().has("choices")).isTrue();
    assertThat(chunks.getLast().at("/error/type").asText()).isEqualTo("engine_overloaded_error");
  }

  @Test
  void letsGoOfAStalledStreamWhenTheRehearsalEnds() throws IOException {
    var rehearsal =
        Rehearsal.start(
            RehearsalOptions.of(Clock.systemUTC()).faults(FaultPlan.inOrder(Fault.STALL)));
    try (rehearsal;
        var lines = new Wire(rehearsal).lines(TWO_CALLS)) {
      assertThat(lines.readLine()).startsWith("data: {");
      rehearsal.close();
      assertThatThrownBy(() -> lines.lines().forEach(line -> {}))
          .isInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void drawsTheSameFaultsFromTheSameSeed() {
    FaultPlan plan = FaultPlan.seeded(7, 0.3);
    FaultPlan same = FaultPlan.seeded(7, 0.3);

    List<Fault> faults = IntStream.rangeClosed(1, 1000).mapToObj(plan::faultFor).toList();

    assertThat(IntStream.rangeClosed(1, 1000).mapToObj(same::faultFor)).isEqualTo(faults);
    assertThat(faults.stream().filter(fault -> fault != Fault.NONE).count()).isBetween(240L, 360L);
    assertThat(faults).doesNotContain(Fault.QUOTA_EXCEEDED, Fault.STALL);
  }

  private static HttpResponse<String> stream(Fault fault) {
    var options =
        RehearsalOptions.of(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))
            .faults(FaultPlan.inOrder(fault));
    try (var rehearsal = Rehearsal.start(options)) {
      return new Wire(rehearsal).chat(TWO_CALLS);
    }
  }

  private static List<JsonNode> chunks(String stream) {
    var chunks = new ArrayList<JsonNode>();
    stream
        .lines()
        .filter(line -> line.startsWith("data: {"))
        .forEach(line -> chunks.add(Wire.json(line.substring(6))));
    return chunks;
  }

  private static String joined(List<JsonNode> chunks, String pointer) {
    return chunks.stream().map(chunk -> chunk.at(pointer).asText("")).collect(Collectors.joining());
  }

  private static String arguments(List<JsonNode> chunks, int index) {
    return chunks.stream()
        .map(chunk -> chunk.at("/choices/0/delta/tool_calls/0"))
        .filter(fragment -> fragment.path("index").asInt(-1) == index)
        .map(fragment -> fragment.at("/function/arguments").asText())
        .collect(Collectors.joining());
  }

  private static List<String> ids(List<JsonNode> chunks) {
    return chunks.stream()
        .map(chunk -> chunk.at("/choices/0/delta/tool_calls/0/id"))
        .filter(JsonNode::isTextual)
        .map(JsonNode::textValue)
        .toList();
  }
}
