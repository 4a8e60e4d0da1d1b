package dev.bivouac.kimi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import dev.langchain4j.memory.chat.MessageWindowChatMemory;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.TokenStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * The programs of {@code docs/kimi-for-langchain4j.md}: LangChain4j's own loop with these models.
 */
class AiServicesTest extends OneHostTest {
  private final List<String> asked = new ArrayList<>();

  /** What the service offers. */
  interface Clerk {
    @SystemMessage("You look things up.")
    String answer(String question);
  }

  /** The same, piece by piece. */
  interface StreamingClerk {
    TokenStream answer(String question);
  }

  /** A tool of LangChain4j's. */
  final class Shelf {
    @Tool("Tells how many copies of a book there are.")
    int copies(@P("its title") String title) {
      asked.add(title);
      return 3;
    }
  }

  @Test
  void keepsTheReasoningThroughTheToolLoop() {
    answersWithACall("copies:0", "copies", "{\"title\":\"Emma\"}");
    Clerk clerk =
        AiServices.builder(Clerk.class)
            .chatModel(new KimiChatModel(builder().model("kimi-k2-thinking").build()))
            .chatMemory(MessageWindowChatMemory.withMaxMessages(50))
            .tools(new Shelf())
            .build();

    assertThat(clerk.answer("How many copies of Emma?")).isEqualTo("Three.");

    assertThat(asked).containsExactly("Emma");
    JsonNode reply = host.received().getLast().json().path("messages").path(2);
    assertThat(reply.path("reasoning_content").asText()).isEqualTo("Look at the shelf.");
    assertThat(reply.path("tool_calls").path(0).path("id").asText()).isEqualTo("copies:0");
  }

  @Test
  void carriesOutWhatAHostLeavesAsTokensAndMendsArguments() {
    host.answersInTurn(
        LoopbackHost.stream(
            FieldRun.text(
                FieldRun.section(FieldRun.raw("functions.copies:0", "{\"title\":\"Emma\"}}"))),
            finish("stop")),
        LoopbackHost.stream(FieldRun.text("Three."), finish("stop")));
    Clerk clerk =
        AiServices.builder(Clerk.class)
            .chatModel(new KimiChatModel(builder().build()))
            .tools(new Shelf())
            .build();

    assertThat(clerk.answer("How many copies of Emma?")).isEqualTo("Three.");
    assertThat(asked).containsExactly("Emma");
  }

  @Test
  void streamsThinkingAndText() {
    answersWithACall("copies:0", "copies", "{\"title\":\"Emma\"}");
    StreamingClerk clerk =
        AiServices.builder(StreamingClerk.class)
            .streamingChatModel(builder().build())
            .tools(new Shelf())
            .build();
    var heard = new StringBuilder();
    var done = new CompletableFuture<String>();

    clerk
        .answer("How many copies of Emma?")
        .onPartialThinking(thinking -> heard.append('(').append(thinking.text()).append(')'))
        .onPartialResponse(heard::append)
        .onCompleteResponse(response -> done.complete(response.aiMessage().text()))
        .onError(done::completeExceptionally)
        .start();

    assertThat(done.join()).isEqualTo("Three.");
    assertThat(heard.toString()).isEqualTo("(Look at the shelf.)Three.");
  }

  private void answersWithACall(String id, String name, String arguments) {
    host.answersInTurn(
        LoopbackHost.stream(
            FieldRun.thought("Look at the shelf."),
            FieldRun.call(0, id, name, arguments),
            finish("tool_calls")),
        LoopbackHost.stream(FieldRun.text("Three."), finish("stop")));
  }
}
