package dev.bivouac.persistence;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Thinks an {@link Errand}, by nothing but the conversation that it is sent, and writes down a
 * digest of each message of each request.
 *
 * @param world folder of {@code requests-N}, one file an errand
 */
record ErrandModel(Path world, int steps) implements StreamingChatModel {
  @Override
  public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
    List<ChatMessage> messages = request.messages();
    note(messages);
    int step = 1 + (int) messages.stream().filter(AiMessage.class::isInstance).count();
    AiMessage reply = step <= steps ? asks(step) : answers(messages);
    handler.onCompleteResponse(
        ChatResponse.builder()
            .aiMessage(reply)
            .modelName("errand")
            .finishReason(
                reply.hasToolExecutionRequests() ? FinishReason.TOOL_EXECUTION : FinishReason.STOP)
            .tokenUsage(new TokenUsage(100, 10))
            .build());
  }

  private static AiMessage asks(int step) {
    List<String> names = Errand.calls(step);
    var calls = new ArrayList<ToolExecutionRequest>();
    for (int i = 0; i < names.size(); i++) {
      calls.add(
          ToolExecutionRequest.builder()
              .id("functions.%s:%d".formatted(names.get(i), step * 10 + i))
              .name(names.get(i))
              .arguments("{}")
              .build());
    }
    return AiMessage.builder()
        .thinking(Errand.reasoning(step))
        .toolExecutionRequests(calls)
        .build();
  }

  private static AiMessage answers(List<ChatMessage> messages) {
    return AiMessage.from(
        Errand.answer(
            messages.stream()
                .filter(ToolExecutionResultMessage.class::isInstance)
                .map(ToolExecutionResultMessage.class::cast)
                .filter(result -> !result.toolName().equals(Errand.PAY))
                .map(ToolExecutionResultMessage::text)
                .toList()));
  }

  private void note(List<ChatMessage> messages) {
    String errand =
        messages.stream()
            .filter(UserMessage.class::isInstance)
            .map(message -> ((UserMessage) message).singleText())
            .findFirst()
            .orElseThrow()
            .replaceAll("\\D", "");
    String line =
        messages.stream()
            .map(message -> Errand.digest(message.toString()))
            .collect(Collectors.joining(" ", "", "\n"));
    append(world.resolve("requests-" + errand), line);
  }

  /** In one write, so that lines of several threads never mix. */
  static void append(Path file, String line) {
    try {
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
