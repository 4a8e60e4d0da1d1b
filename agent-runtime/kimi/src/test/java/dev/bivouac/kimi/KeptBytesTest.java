package dev.bivouac.kimi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is kept of a conversation changes nothing in what is sent. */
class KeptBytesTest {
  private final Random random = new Random(7);

  @ParameterizedTest
  @EnumSource(Dialect.Ids.class)
  void sendsTheSameBytesAsAnEncoderThatKeepsNothing(Dialect.Ids ids) {
    var dialect =
        new Dialect("max_tokens", Dialect.ReasoningBack.PLAIN, ids, false, true, Map.of());
    var keeping = new RequestEncoder(dialect);
    List<ChatMessage> messages = new ArrayList<>(opening());
    for (int step = 0; step < 200; step++) {
      switch (random.nextInt(8)) {
        case 0 -> hideSome(messages);
        case 1 -> messages.subList(2, messages.size()).clear();
        default -> addStep(messages, step);
      }

      RequestBody body = keeping.encode(request(messages));

      assertThat(new String(body.bytes(), UTF_8))
          .isEqualTo(
              new String(new RequestEncoder(dialect).encode(request(messages)).bytes(), UTF_8));
      assertThat(body.digest()).isEqualTo(sha256(body.bytes()));
      assertThat(body.length()).isEqualTo(body.bytes().length);
    }
  }

  @Test
  void aBodyStaysAsItIsWhileItsConversationGoesOnOrIsChanged() {
    var encoder = new RequestEncoder(Dialect.PLAIN);
    List<ChatMessage> messages = new ArrayList<>(opening());
    addStep(messages, 0);
    RequestBody before = encoder.encode(request(messages));
    byte[] bytes = before.bytes();

    addStep(messages, 1);
    RequestBody longer = encoder.encode(request(messages));
    hideSome(messages);
    encoder.encode(request(messages));

    assertThat(before.bytes()).isEqualTo(bytes);
    assertThat(before.digest()).isEqualTo(sha256(bytes));
    assertThat(longer.digest()).isEqualTo(sha256(longer.bytes()));
  }

  @Test
  void tellsConversationsApartThatBeginWithTheSameWords() {
    var encoder = new RequestEncoder(Dialect.PLAIN);
    List<ChatMessage> one = new ArrayList<>(opening());
    List<ChatMessage> other = new ArrayList<>(opening());
    addStep(one, 1);
    addStep(other, 2);

    assertThat(new String(encoder.encode(request(one)).bytes(), UTF_8)).contains("page 1");
    assertThat(new String(encoder.encode(request(other)).bytes(), UTF_8)).contains("page 2");
    assertThat(new String(encoder.encode(request(one)).bytes(), UTF_8)).contains("page 1");
  }

  @Test
  void beginsAnewWithOtherParameters() {
    var encoder = new RequestEncoder(Dialect.PLAIN);
    List<ChatMessage> messages = opening();
    encoder.encode(request(messages));

    ChatRequest other =
        ChatRequest.builder()
            .messages(messages)
            .parameters(ChatRequestParameters.builder().modelName("other").build())
            .build();

    assertThat(new String(encoder.encode(other).bytes(), UTF_8)).contains("\"model\":\"other\"");
  }

  @Test
  void goesOverTheWireAsItIs() throws IOException {
    try (var host = new LoopbackHost()) {
      host.streams(OneHostTest.delta("{\"content\":\"Hi\"}"), OneHostTest.finish("stop"));
      KimiStreamingChatModel model =
          KimiStreamingChatModel.builder()
              .provider(Providers.CUSTOM)
              .baseUrl(host.url())
              .model("m")
              .build();
      List<ChatMessage> messages = new ArrayList<>(opening());
      for (int step = 0; step < 40; step++) {
        addStep(messages, step);
        OneHostTest.ask(model, request(messages));
      }

      String sent = host.received().getLast().body();
      assertThat(sent.length()).isGreaterThan(300_000);
      assertThat(sent).isEqualTo(new String(model.body(request(messages)), UTF_8));
      assertThat(sha256(sent.getBytes(UTF_8))).isEqualTo(model.digest(request(messages)));
      assertThat(host.received().getLast().headers())
          .containsEntry("Content-length", List.of(String.valueOf(sent.getBytes(UTF_8).length)));
    }
  }

  private static List<ChatMessage> opening() {
    return List.of(SystemMessage.from("You read pages."), UserMessage.from("Read them."));
  }

  private void addStep(List<ChatMessage> messages, int step) {
    List<ToolExecutionRequest> calls = new ArrayList<>();
    for (int i = 0; i <= random.nextInt(3); i++) {
      calls.add(
          ToolExecutionRequest.builder()
              .id(random.nextBoolean() ? "call" : "read:" + random.nextInt(4))
              .name("read")
              .arguments("{\"page\":%d}".formatted(step))
              .build());
    }
    messages.add(
        AiMessage.builder()
            .thinking("Next: \u00e9\ud83c\udf19")
            .toolExecutionRequests(calls)
            .build());
    for (ToolExecutionRequest call : calls) {
      messages.add(
          ToolExecutionResultMessage.from(
              call, "page %d: ".formatted(step) + "\u00e9x\n".repeat(random.nextInt(9000))));
    }
  }

  /** Replaces the messages from one in the middle on, as hiding its result does. */
  private void hideSome(List<ChatMessage> messages) {
    for (int i = 2 + random.nextInt(messages.size()); i < messages.size(); i++) {
      if (messages.get(i) instanceof ToolExecutionResultMessage result) {
        messages.set(
            i, ToolExecutionResultMessage.from(result.id(), result.toolName(), "[hidden]"));
      }
    }
  }

  private static ChatRequest request(List<ChatMessage> messages) {
    return ChatRequest.builder()
        .messages(messages)
        .parameters(ChatRequestParameters.builder().modelName("m").build())
        .build();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
