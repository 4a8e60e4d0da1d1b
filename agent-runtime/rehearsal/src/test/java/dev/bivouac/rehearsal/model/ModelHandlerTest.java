package dev.bivouac.rehearsal.model;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bivouac.rehearsal.Rehearsal;
import dev.bivouac.rehearsal.RehearsalOptions;
import dev.bivouac.rehearsal.Wire;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelHandlerTest {
  private static final String USER = "{\"role\":\"user\",\"content\":\"What day is it?\"}";
  private static final String CALL =
      "{\"id\":\"date:0\",\"type\":\"function\",\"function\":{\"name\":\"date\",\"arguments\":\"{}\"}}";
  private static final String ASKED =
      "{\"role\":\"assistant\",\"content\":\"\",\"reasoning_content\":\"\",\"tool_calls\":["
          + CALL
          + "]}";
  private static final String RESULT =
      "{\"role\":\"tool\",\"tool_call_id\":\"date:0\",\"content\":\"2026-11-22\"}";

  private final Rehearsal rehearsal =
      Rehearsal.start(RehearsalOptions.of(Clock.systemUTC()).key("right").window(40_000));
  private final Wire wire = new Wire(rehearsal);

  @AfterEach
  void close() {
    rehearsal.close();
  }

  @Test
  void letsOnlyTheRightKeyIn() {
    String body = body(USER);

    assertThat(wire.chat(body, "Bearer wrong").statusCode()).isEqualTo(401);
    assertThat(wire.chat(body, "right").body()).contains("invalid_authentication_error");
    assertThat(wire.chat(body, "Bearer right").statusCode()).isEqualTo(200);
  }

  @Test
  void answersWithReasoningUsageAndIds() {
    JsonNode answer = ask(body(USER));

    assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("tool_calls");
    assertThat(answer.at("/choices/0/message/reasoning_content").asText()).isNotEmpty();
    assertThat(answer.at("/choices/0/message/tool_calls/0/id").asText()).isEqualTo("date:0");
    assertThat(answer.at("/usage/prompt_tokens").asInt()).isPositive();
    assertThat(answer.at("/usage/cached_tokens").asInt()).isZero();
  }

  @Test
  void listsItsModelsWithTheirWindow() {
    try (var open = Rehearsal.start(RehearsalOptions.of(Clock.systemUTC()).models("a", "b"))) {
      JsonNode data = Wire.json(new Wire(open).models().body()).path("data");

      assertThat(data.findValuesAsText("id")).containsExactly("a", "b");
      assertThat(data.at("/0/context_length").asInt()).isEqualTo(262_144);
    }
  }

  @Test
  void countsAsCachedWhatItHasSeenAsAPrefix() {
    int first = ask(body(USER)).at("/usage/prompt_tokens").asInt();

    JsonNode usage = ask(body(USER, ASKED, RESULT)).at("/usage");

    assertThat(usage.path("cached_tokens").asInt()).isBetween(first - 1, first);
    assertThat(usage.path("prompt_tokens").asInt()).isGreaterThan(first);
  }

  @Test
  void cutsAnAnswerThatIsLongerThanAllowed() {
    String body = body(USER, ASKED, RESULT).replace("\"max_tokens\":100", "\"max_tokens\":2");

    assertThat(ask(body).at("/choices/0/finish_reason").asText()).isEqualTo("length");
  }

  private JsonNode ask(String body) {
    var response = wire.chat(body, "Bearer right");
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Wire.json(response.body());
  }

  private static String body(String... messages) {
    return "{\"model\":\"rules\",\"max_tokens\":100,\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"date\"}}],\"messages\":["
        + String.join(",", messages)
        + "]}";
  }
}
