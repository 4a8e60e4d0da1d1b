package dev.bivouac.kimi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.message.VideoContent;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ToolChoice;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestEncoderTest {
  private static final ToolExecutionRequest CALL =
      ToolExecutionRequest.builder().id("date:0").name("date").arguments("{\"a\":1}").build();

  @Test
  void writesAPlainRequest() {
    assertThat(
            encode(
                Dialect.PLAIN,
                parameters().maxOutputTokens(100).build(),
                SystemMessage.from("Be brief"),
                UserMessage.from("Hello")))
        .isEqualTo(
            "{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":true},\"max_tokens\":100,"
                + "\"messages\":[{\"role\":\"system\",\"content\":\"Be brief\"},{\"role\":\"user\",\"content\":\"Hello\"}]}");
  }

  @Test
  void leavesOutTheContentOfAReplyWithCallsOnly() {
    var reply =
        AiMessage.builder()
            .thinking("Hm")
            .toolExecutionRequests(List.of(CALL))
            .attributes(Map.of(Attributes.REASONING_FIELD, "reasoning"))
            .build();

    assertThat(message(reply))
        .isEqualTo(
            "{\"role\":\"assistant\",\"reasoning\":\"Hm\",\"tool_calls\":[{\"id\":\"date:0\",\"type\":\"function\","
                + "\"function\":{\"name\":\"date\",\"arguments\":\"{\\\"a\\\":1}\"}}]}");
  }

  @Test
  void keepsTheContentOfAReplyWithCallsAndText() {
    assertThat(message(AiMessage.from("I look.", List.of(CALL))))
        .startsWith(
            "{\"role\":\"assistant\",\"content\":\"I look.\",\"reasoning_content\":\"\",\"tool_calls\":");
  }

  @ParameterizedTest(name = "thinking {0}, field {1}, always {2} gives {3}")
  @CsvSource(
      nullValues = "none",
      quoteCharacter = '`',
      value = {
        "Hm, none, true, \"reasoning_content\":\"Hm\"",
        "Hm, reasoning, true, \"reasoning\":\"Hm\"",
        "``, reasoning, true, \"reasoning\":\"\"",
        "none, none, true, \"reasoning_content\":\"\"",
        "``, none, false, \"reasoning_content\":\"\"",
        "none, none, false, none",
        "Hm, reasoning_details, true, \"reasoning_content\":\"Hm\""
      })
  void sendsReasoningBackUnderTheNameItCameUnder(
      String thinking, String field, boolean always, String expected) {
    var reply = AiMessage.builder().thinking(thinking).toolExecutionRequests(List.of(CALL));
    if (field != null) {
      reply.attributes(Map.of(Attributes.REASONING_FIELD, field));
    }
    var dialect = dialect(new Dialect.ReasoningBack("reasoning_content", always, false));

    String json = encode(dialect, parameters().build(), reply.build());

    if (expected == null) {
      assertThat(json).doesNotContain("reasoning");
    } else {
      assertThat(json).contains("\"assistant\"," + expected + ",\"tool_calls\"");
    }
  }

  @Test
  void sendsNoEmptyReasoningWithAReplyThatHasNeitherReasoningNorCalls() {
    assertThat(message(AiMessage.from("Done.")))
        .isEqualTo("{\"role\":\"assistant\",\"content\":\"Done.\"}");
  }

  @Test
  void sendsReasoningDetailsBackUnchangedWhereTheHostWantsThem() {
    String details = "[{\"type\":\"reasoning.text\",\"text\":\"Hm\",\"weight\":0.10,\"index\":0}]";
    var reply =
        AiMessage.builder()
            .thinking("Hm")
            .toolExecutionRequests(List.of(CALL))
            .attributes(
                Map.of(
                    Attributes.REASONING_FIELD, "reasoning", Attributes.REASONING_DETAILS, details))
            .build();

    assertThat(encode(dialect(Dialect.ReasoningBack.DETAILED), parameters().build(), reply))
        .contains("\"reasoning\":\"Hm\",\"reasoning_details\":" + details);
    assertThat(encode(Dialect.PLAIN, parameters().build(), reply))
        .doesNotContain("reasoning_details");
  }

  @Test
  void writesAToolResultAsPlainText() {
    assertThat(message(ToolExecutionResultMessage.from("date:0", "date", "Monday \"x\"")))
        .isEqualTo(
            "{\"role\":\"tool\",\"tool_call_id\":\"date:0\",\"name\":\"date\",\"content\":\"Monday \\\"x\\\"\"}");
  }

  @Test
  void writesNoArgumentsAsAnEmptyObject() {
    var call = ToolExecutionRequest.builder().id("f:0").name("f").arguments("").build();

    assertThat(message(AiMessage.from(call))).contains("\"arguments\":\"{}\"");
  }

  @Test
  void writesPicturesAsPartsAndTextAloneAsAString() {
    assertThat(message(UserMessage.from(TextContent.from("a"), TextContent.from("b"))))
        .contains("\"content\":\"a\\nb\"");
    assertThat(
            message(
                UserMessage.from(TextContent.from("a"), ImageContent.from("AAAA", "image/png"))))
        .contains(
            "\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AAAA\"}}]");
    assertThatThrownBy(() -> message(UserMessage.from(VideoContent.from("AAAA", "video/mp4"))))
        .isInstanceOf(UnsupportedFeatureException.class);
  }

  @Test
  void writesTextThatNoEncoderAccepts() {
    assertThat(message(UserMessage.from("a\ud83cb\ud83c\udf19"))).contains("a\uFFFDb\ud83c\udf19");
  }

  @Test
  void writesWhatARequestAsksFor() {
    var parameters =
        KimiRequestParameters.builder()
            .modelName("m")
            .temperature(0.6)
            .topP(0.9)
            .stopSequences("END")
            .toolChoice(ToolChoice.NONE)
            .responseFormat(ResponseFormat.JSON)
            .promptCacheKey("run1")
            .build();
    var dialect =
        new Dialect(
            "max_completion_tokens",
            Dialect.ReasoningBack.PLAIN,
            Dialect.Ids.AS_RECEIVED,
            true,
            false,
            Map.of("m", "{\"type\":\"enabled\",\"keep\":\"all\"}"));

    assertThat(encode(dialect, parameters, UserMessage.from("Hello")))
        .startsWith(
            "{\"model\":\"m\",\"stream\":true,\"temperature\":0.6,\"top_p\":0.9,\"stop\":[\"END\"],"
                + "\"thinking\":{\"type\":\"enabled\",\"keep\":\"all\"},\"response_format\":{\"type\":\"json_object\"},"
                + "\"prompt_cache_key\":\"run1\",\"tool_choice\":\"none\",\"messages\":[");
  }

  @Test
  void writesTools() {
    var parameters =
        parameters()
            .toolSpecifications(
                ToolSpecification.builder().name("now").description("The time.").build(),
                ToolSpecification.builder()
                    .name("date")
                    .parameters(
                        JsonObjectSchema.builder()
                            .addStringProperty("zone")
                            .required("zone")
                            .build())
                    .strict(false)
                    .build())
            .build();

    assertThat(encode(Dialect.PLAIN, parameters, UserMessage.from("Hello")))
        .contains(
            "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"now\",\"description\":\"The time.\",\"parameters\":{\"type\":\"object\",\"properties\":{}}}},"
                + "{\"type\":\"function\",\"function\":{\"name\":\"date\",\"parameters\":{\"type\":\"object\",\"properties\":{\"zone\":{\"type\":\"string\"}},\"required\":[\"zone\"]},\"strict\":false}}],\"messages\":");
  }

  @Test
  void everyRequestBeginsWithTheOneBeforeIt() {
    List<ChatMessage> conversation = new ArrayList<>();
    conversation.add(SystemMessage.from("Be brief"));
    conversation.add(UserMessage.from("Hello"));
    String before = encode(Dialect.PLAIN, parameters().build(), conversation);
    for (int step = 0; step < 5; step++) {
      conversation.add(
          AiMessage.builder().thinking("").toolExecutionRequests(List.of(CALL)).build());
      conversation.add(ToolExecutionResultMessage.from(CALL, "result " + step));
      String after = encode(Dialect.PLAIN, parameters().build(), conversation);

      assertThat(after).startsWith(before.substring(0, before.length() - "]}".length()));
      before = after;
    }
  }

  @Test
  void isValidJson() {
    JsonNode json =
        WireJson.parse(
                encode(Dialect.PLAIN, parameters().build(), UserMessage.from("\u0000\"\\\n")))
            .orElseThrow();

    assertThat(json.path("messages").path(0).path("content").asText()).isEqualTo("\u0000\"\\\n");
  }

  private static DefaultChatRequestParameters.Builder<?> parameters() {
    return ChatRequestParameters.builder().modelName("m");
  }

  private static Dialect dialect(Dialect.ReasoningBack reasoning) {
    return new Dialect("max_tokens", reasoning, Dialect.Ids.AS_RECEIVED, false, true, Map.of());
  }

  private static String message(ChatMessage message) {
    String json = encode(Dialect.PLAIN, parameters().build(), message);
    int start = json.indexOf("\"messages\":[") + "\"messages\":[".length();
    return json.substring(start, json.length() - "]}".length());
  }

  private static String encode(
      Dialect dialect, ChatRequestParameters parameters, ChatMessage... messages) {
    return encode(dialect, parameters, Arrays.asList(messages));
  }

  private static String encode(
      Dialect dialect, ChatRequestParameters parameters, List<ChatMessage> messages) {
    var request = ChatRequest.builder().messages(messages).parameters(parameters).build();
    return new String(new RequestEncoder(dialect).encode(request).bytes(), UTF_8);
  }
}
