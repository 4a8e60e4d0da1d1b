package dev.bivouac.kimi;

import static dev.bivouac.kimi.LoopbackHost.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.output.FinishReason;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KimiStreamingChatModelTest extends OneHostTest {
  @Test
  void streamsReasoningThenTextThenACall() {
    host.streams(
        delta("{\"role\":\"assistant\",\"content\":\"\"}"),
        delta("{\"reasoning_content\":\"Check \"}"),
        delta("{\"reasoning_content\":\"the date.\"}"),
        delta("{\"content\":\"I look.\"}"),
        calls(
            "{\"index\":0,\"id\":\"date:0\",\"type\":\"function\",\"function\":{\"name\":\"date\",\"arguments\":\"\"}}"),
        calls("{\"index\":0,\"function\":{\"arguments\":\"{\\\"zone\\\"\"}}"),
        calls("{\"index\":0,\"function\":{\"arguments\":\":\\\"UTC\\\"}\"}}"),
        finish("tool_calls"));

    RecordingHandler heard = ask();

    assertThat(heard.events)
        .containsExactly(
            "thinking Check ",
            "thinking the date.",
            "text I look.",
            "call 0 date {\"zone\"",
            "call 0 date :\"UTC\"}",
            "called 0 {\"zone\":\"UTC\"}");
    ChatResponse response = heard.response();
    assertThat(response.aiMessage().thinking()).isEqualTo("Check the date.");
    assertThat(response.aiMessage().text()).isEqualTo("I look.");
    assertThat(response.aiMessage().toolExecutionRequests())
        .containsExactly(call("date:0", "date", "{\"zone\":\"UTC\"}"));
    assertThat(response.finishReason()).isEqualTo(FinishReason.TOOL_EXECUTION);
    assertThat(response.id()).isEqualTo("c1");
    assertThat(response.modelName()).isEqualTo("m");
  }

  @Test
  void sendsTheKeyInTheAuthorizationHeaderAndNowhereElse() {
    host.streams(delta("{\"content\":\"Hi\"}"), finish("stop"));

    ask();

    LoopbackHost.Received request = host.onlyRequest();
    assertThat(request.path()).isEqualTo("/v1/chat/completions");
    assertThat(request.headers()).contains(entry("Authorization", List.of("Bearer " + KEY)));
    assertThat(request.headers()).doesNotContainKeys("Upgrade", "Http2-settings");
    assertThat(request.body()).doesNotContain(KEY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "reasoning_content | {\"reasoning_content\":\"Hm\"}",
        "reasoning | {\"reasoning\":\"Hm\"}",
        "reasoning_content | {\"reasoning_content\":\"Hm\",\"reasoning\":\"Hm\"}",
        "reasoning | {\"reasoning_content\":\"\",\"reasoning\":\"Hm\"}",
        "reasoning | {\"reasoning\":\"Hm\",\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"Hm\",\"index\":0}]}",
        "reasoning_details | {\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"Hm\",\"index\":0}]}"
      })
  void remembersTheNameThatReasoningCameUnder(String field, String delta) {
    host.streams(delta(delta), finish("stop"));

    RecordingHandler heard = ask();

    assertThat(heard.events).containsExactly("thinking Hm");
    assertThat(heard.response().aiMessage().thinking()).isEqualTo("Hm");
    assertThat(heard.response().aiMessage().attributes())
        .contains(entry(Attributes.REASONING_FIELD, field));
  }

  @Test
  void joinsTheFragmentsOfReasoningDetails() {
    host.streams(
        delta(
            "{\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"One \",\"format\":\"f\",\"index\":0}]}"),
        delta(
            "{\"reasoning_details\":[{\"type\":\"reasoning.text\",\"text\":\"two\",\"index\":0,\"signature\":\"s\"}]}"),
        delta(
            "{\"reasoning_details\":[{\"type\":\"reasoning.encrypted\",\"data\":\"xyz\",\"index\":1}]}"),
        finish("stop"));

    assertThat(ask().response().aiMessage().attributes())
        .contains(
            entry(
                Attributes.REASONING_DETAILS,
                "[{\"type\":\"reasoning.text\",\"text\":\"One two\",\"format\":\"f\",\"index\":0,\"signature\":\"s\"},"
                    + "{\"type\":\"reasoning.encrypted\",\"data\":\"xyz\",\"index\":1}]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "absent",
      value = {
        "`` | {\"reasoning_content\":\"\",\"content\":\"Hi\"}",
        "absent | {\"reasoning_content\":null,\"content\":\"Hi\"}",
        "absent | {\"content\":\"Hi\"}"
      })
  void tellsEmptyReasoningFromNone(String thinking, String delta) {
    host.streams(delta(delta), finish("stop"));

    assertThat(ask().response().aiMessage().thinking()).isEqualTo(thinking);
  }

  @ParameterizedTest
  @CsvSource({
    "stop, STOP",
    "length, LENGTH",
    "content_filter, CONTENT_FILTER",
    "unexpected_state, STOP"
  })
  void understandsWhyAMessageEnded(String reason, FinishReason expected) {
    host.streams(delta("{\"content\":\"Hi\"}"), finish(reason));

    assertThat(ask().response().finishReason()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stop", "unexpected_state"})
  void aReplyWithCallsAsksForThemWhateverTheFinishReasonSays(String reason) {
    host.streams(
        calls("{\"index\":0,\"id\":\"a\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}"),
        finish(reason));

    assertThat(ask().response().finishReason()).isEqualTo(FinishReason.TOOL_EXECUTION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\",\"usage\":%s}]}",
        "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":%s}",
        "{\"choices\":[],\"usage\":%s}",
        "{\"usage\":%s}",
        "{\"choices\":[],\"x_groq\":{\"usage\":%s}}"
      })
  void findsTheUsageInEveryPlace(String chunk) {
    String usage =
        "{\"prompt_tokens\":9,\"completion_tokens\":5,\"total_tokens\":14,\"cached_tokens\":8}";
    host.streams(
        delta("{\"content\":\"Hi\"}"), chunk.formatted(usage), "{\"choices\":[],\"usage\":null}");

    assertThat(ask().response().tokenUsage()).isEqualTo(new KimiTokenUsage(9, 8, 5, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "none",
      value = {
        "3 | none | {\"prompt_tokens\":9,\"completion_tokens\":5,\"prompt_tokens_details\":{\"cached_tokens\":3}}",
        "8 | none | {\"prompt_tokens\":9,\"completion_tokens\":5,\"cached_tokens\":8,\"prompt_tokens_details\":{\"cached_tokens\":3}}",
        "0 | 0.0021 | {\"prompt_tokens\":9,\"completion_tokens\":5,\"cost\":0.0021}",
        "0 | 0.0121 | {\"prompt_tokens\":9,\"completion_tokens\":5,\"cost\":0.0021,\"is_byok\":true,\"cost_details\":{\"upstream_inference_cost\":0.01}}",
        "0 | 0.0021 | {\"prompt_tokens\":9,\"completion_tokens\":5,\"cost\":0.0021,\"is_byok\":false,\"cost_details\":{\"upstream_inference_cost\":0.01}}"
      })
  void readsCachedTokensAndTheCostThatTheHostNames(int cached, BigDecimal cost, String usage) {
    host.streams(delta("{\"content\":\"Hi\"}"), "{\"choices\":[],\"usage\":%s}".formatted(usage));

    assertThat(ask().response().tokenUsage()).isEqualTo(new KimiTokenUsage(9, cached, 5, cost));
  }

  @Test
  void survivesAChunkIdThatChangesAndFinishReasonsThatAreFollowedByNull() {
    host.streams(
        "{\"id\":\"a\",\"choices\":[{\"delta\":{\"content\":\"H\"},\"finish_reason\":\"length\"}]}",
        "{\"id\":\"b\",\"choices\":[{\"delta\":{\"content\":\"i\"},\"finish_reason\":null}]}");

    ChatResponse response = ask().response();

    assertThat(response.aiMessage().text()).isEqualTo("Hi");
    assertThat(response.id()).isEqualTo("a");
    assertThat(response.finishReason()).isEqualTo(FinishReason.LENGTH);
  }

  @Test
  void acceptsAWholeAnswerWhereAStreamWasAskedFor() {
    host.answers(
        bytes(
            200,
            "application/json",
            "\n  \n{\"id\":\"c\",\"model\":\"m\",\"choices\":[{\"index\":0,\"finish_reason\":\"tool_calls\","
                + "\"message\":{\"role\":\"assistant\",\"content\":\"\",\"reasoning_content\":\"Hm\",\"tool_calls\":["
                + "{\"id\":\"f:0\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}},"
                + "{\"id\":\"f:1\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}}],"
                + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":2}}"));

    ChatResponse response = ask().response();

    assertThat(response.aiMessage().thinking()).isEqualTo("Hm");
    assertThat(response.aiMessage().toolExecutionRequests())
        .containsExactly(call("f:0", "f", "{}"), call("f:1", "f", "{}"));
    assertThat(response.tokenUsage()).isEqualTo(new KimiTokenUsage(1, 0, 2, null));
  }

  @Test
  void stopsSilentlyWhenTheHandlerCancels() throws InterruptedException {
    host.answers(host.dripsAfter("data: " + delta("{\"content\":\"Hi\"}") + "\n\n"));
    var handler =
        new RecordingHandler() {
          @Override
          public void onPartialResponse(PartialResponse part, PartialResponseContext context) {
            context.streamingHandle().cancel();
          }
        };

    builder().build().chat(HELLO, handler);

    assertThat(handler.responses).isEmpty();
    assertThat(handler.errors).isEmpty();
    assertThat(host.noticedThatTheClientLeft()).isTrue();
  }

  @Test
  void givesAHandlerItsOwnExceptionOnce() {
    host.streams(delta("{\"content\":\"H\"}"), delta("{\"content\":\"i\"}"), finish("stop"));
    var handler =
        new RecordingHandler() {
          @Override
          public void onPartialResponse(String text) {
            throw new IllegalStateException("I cannot show " + text);
          }
        };

    builder().build().chat(HELLO, handler);

    assertThat(handler.error()).hasMessage("I cannot show H");
  }

  @Test
  void usesAConnectionAgain() {
    host.streams(delta("{\"content\":\"Hi\"}"), finish("stop"));
    KimiStreamingChatModel model = builder().build();

    ask(model, HELLO).response();
    ask(model, HELLO).response();

    assertThat(host.clientPorts()).hasSize(1);
  }

  private static ToolExecutionRequest call(String id, String name, String arguments) {
    return ToolExecutionRequest.builder().id(id).name(name).arguments(arguments).build();
  }
}
