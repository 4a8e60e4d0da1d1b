package dev.bivouac.rehearsal.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.bivouac.rehearsal.Wire;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RequestCheckTest {
  private static final String USER = "{\"role\":\"user\",\"content\":\"What day is it?\"}";
  private static final String CALL =
      "{\"id\":\"date:0\",\"type\":\"function\",\"function\":{\"name\":\"date\",\"arguments\":\"{}\"}}";
  private static final String ASKED =
      "{\"role\":\"assistant\",\"reasoning_content\":\"\",\"tool_calls\":[" + CALL + "]}";
  private static final String RESULT =
      "{\"role\":\"tool\",\"tool_call_id\":\"date:0\",\"content\":\"2026-11-22\"}";
  private static final String TOOL = "{\"type\":\"function\",\"function\":{\"name\":\"date\"}}";

  @Test
  void letsAWholeConversationPass() {
    assertThat(new RequestCheck(ModelOptions.DEFAULT).request(Wire.json(body(USER, ASKED, RESULT))))
        .isEmpty();
  }

  static Stream<Arguments> refusesMessages() {
    return Stream.of(
        arguments("no messages", body(), "messages must not be empty"),
        arguments(
            "content in parts",
            body("{\"role\":\"user\",\"content\":[{\"type\":\"text\",\"text\":\"x\"}]}"),
            "must be a string"),
        arguments("no content", body("{\"role\":\"user\",\"content\":\"\"}"), "must not be empty"),
        arguments("another role", body(USER.replace("user", "ghost")), "unknown role 'ghost'"),
        arguments(
            "lost reasoning",
            body(USER, ASKED.replace("\"reasoning_content\":\"\",", ""), RESULT),
            "reasoning_content is missing in assistant tool call message at index 1"),
        arguments("no result", body(USER, ASKED), "did not have response messages: date:0"),
        arguments("a late result", body(USER, ASKED, USER, RESULT), "did not have response"),
        arguments("a result without its call", body(USER, RESULT), "is not found"),
        arguments("two results", body(USER, ASKED, RESULT, RESULT), "is not found"),
        arguments(
            "two calls of one id",
            body(USER, ASKED.replace(CALL, CALL + "," + CALL), RESULT),
            "duplicated"),
        arguments(
            "arguments that are no object",
            body(USER, ASKED.replace("\"{}\"", "\"{\\\"a\\\":\""), RESULT),
            "not a JSON object"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void refusesMessages(String what, String body, String message) {
    refuses(what, body, 400, message);
  }

  static Stream<Arguments> refusesSettings() {
    return Stream.of(
        arguments("a tool twice", tools(TOOL + "," + TOOL), "function name date is duplicated"),
        arguments("a bad name", tools(TOOL.replace("date", "a.b")), "function name is invalid"),
        arguments("a root that is no object", schema("\"type\":\"string\""), "must be an object"),
        arguments(
            "a property without type",
            schema("\"type\":\"object\",\"properties\":{\"zone\":{}}"),
            "At path 'properties.zone': type is not defined"),
        arguments(
            "items without type",
            schema("\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"array\",\"items\":{}}}"),
            "At path 'properties.a.items': type is not defined"),
        arguments("a forced tool", with("\"tool_choice\":{}"), "incompatible with thinking"),
        arguments("a required call", with("\"tool_choice\":\"required\""), "not supported"),
        arguments("heat", with("\"temperature\":1.5"), "invalid temperature"),
        arguments("no room", with("\"max_completion_tokens\":0"), "invalid max_tokens"),
        arguments(
            "too much for the window",
            with("\"max_completion_tokens\":262144"),
            "Your request exceeded model token limit: 262144 (requested: 2621"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  void refusesSettings(String what, String body, String message) {
    refuses(what, body, 400, message);
  }

  @Test
  void knowsOnlyItsModels() {
    refuses("model", body(USER).replace("rules", "gone"), 404, "Not found the model gone");
  }

  private static void refuses(String what, String body, int status, String message) {
    Refusal refusal = new RequestCheck(ModelOptions.DEFAULT).request(Wire.json(body)).orElseThrow();
    assertThat(refusal.status()).as(what).isEqualTo(status);
    assertThat(refusal.message()).contains(message);
  }

  private static String schema(String schema) {
    return tools(TOOL.replace("\"date\"", "\"date\",\"parameters\":{" + schema + "}"));
  }

  private static String tools(String tools) {
    return with("\"tools\":[" + tools + "]");
  }

  private static String with(String setting) {
    return body(USER)
        .replaceFirst("\\{", java.util.regex.Matcher.quoteReplacement("{" + setting + ","));
  }

  private static String body(String... messages) {
    return "{\"model\":\"rules\",\"messages\":[" + String.join(",", messages) + "]}";
  }
}
