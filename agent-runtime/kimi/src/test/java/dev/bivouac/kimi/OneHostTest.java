package dev.bivouac.kimi;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A host on loopback and a model that talks to it. */
abstract class OneHostTest {
  static final String KEY = "sk-test-0123456789abcdef";
  static final ChatRequest HELLO =
      ChatRequest.builder().messages(UserMessage.from("Hello")).build();

  LoopbackHost host;

  @BeforeEach
  void openHost() throws IOException {
    host = new LoopbackHost();
  }

  @AfterEach
  void closeHost() {
    host.close();
  }

  KimiModelBuilder builder() {
    return KimiStreamingChatModel.builder()
        .provider(Providers.CUSTOM)
        .baseUrl(host.url())
        .apiKey(KEY);
  }

  RecordingHandler ask() {
    return ask(builder().build(), HELLO);
  }

  static RecordingHandler ask(KimiStreamingChatModel model, ChatRequest request) {
    var handler = new RecordingHandler();
    model.chat(request, handler);
    return handler;
  }

  /** A chunk with that delta. */
  static String delta(String json) {
    return "{\"id\":\"c1\",\"model\":\"m\",\"choices\":[{\"index\":0,\"delta\":%s,\"finish_reason\":null}]}"
        .formatted(json);
  }

  /** A chunk that ends the message. */
  static String finish(String reason) {
    return "{\"id\":\"c1\",\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"%s\"}]}"
        .formatted(reason);
  }

  static String calls(String fragments) {
    return delta("{\"tool_calls\":[%s]}".formatted(fragments));
  }
}
