package dev.bivouac.kimi;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.ChatResponseMetadata;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.PartialToolCallContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.model.output.FinishReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts one answer together from the chunks of a stream, and tells the handler of each. */
final class ReplyAssembler {
  /** What every one of the model's own tool-call tokens begins with, singular or plural. */
  private static final String CALL_TOKEN = "<|tool_call";

  private final StreamingChatResponseHandler handler;
  private final StreamingHandle handle;
  private final Errors errors;
  private final StringBuilder text = new StringBuilder();
  private final ReasoningAssembler reasoning = new ReasoningAssembler();
  private final ToolCallAssembler toolCalls = new ToolCallAssembler();
  private @Nullable KimiTokenUsage usage;
  private String id = "";
  private String model = "";
  private String finishReason = "";

  /** Makes an exception of an error object inside an answer. */
  @FunctionalInterface
  interface Errors {
    LangChain4jException of(JsonNode error);
  }

  ReplyAssembler(StreamingChatResponseHandler handler, StreamingHandle handle, Errors errors) {
    this.handler = handler;
    this.handle = handle;
    this.errors = errors;
  }

  /** Takes a chunk of a stream, or a whole answer. */
  void accept(JsonNode chunk) {
    failOn(chunk);
    id = id.isEmpty() ? WireJson.text(chunk, "id") : id;
    model = model.isEmpty() ? WireJson.text(chunk, "model") : model;
    for (JsonNode choice : chunk.path("choices")) {
      if (choice.path("index").asInt(0) == 0) {
        failOn(choice);
        choice(choice);
      }
    }
    usage(chunk.path("x_groq").path("usage"));
    usage(chunk.path("usage"));
  }

  private void failOn(JsonNode holder) {
    JsonNode error = holder.path("error");
    if ((error.isObject() && !error.isEmpty()) || error.isTextual()) {
      throw errors.of(holder);
    }
  }

  private void usage(JsonNode node) {
    UsageReader.read(node).ifPresent(read -> usage = read);
  }

  private void choice(JsonNode choice) {
    JsonNode delta = choice.path("delta");
    if (delta.isObject()) {
      text(delta);
      for (JsonNode fragment : delta.path("tool_calls")) {
        toolCalls.accept(fragment).ifPresent(this::announce);
      }
    } else {
      JsonNode message = choice.path("message");
      text(message);
      for (JsonNode whole : message.path("tool_calls")) {
        toolCalls.acceptWhole(whole).ifPresent(this::announce);
      }
    }
    String reason = WireJson.text(choice, "finish_reason");
    finishReason = reason.isEmpty() ? finishReason : reason;
    usage(choice.path("usage"));
  }

  private void text(JsonNode delta) {
    String thought = reasoning.accept(delta);
    if (!thought.isEmpty()) {
      handler.onPartialThinking(new PartialThinking(thought), new PartialThinkingContext(handle));
    }
    String said = content(delta.path("content"));
    if (!said.isEmpty()) {
      text.append(said);
      handler.onPartialResponse(new PartialResponse(said), new PartialResponseContext(handle));
    }
  }

  /** Usually a string; some hosts send an array of parts. */
  private static String content(JsonNode content) {
    if (!content.isArray()) {
      return content.asText("");
    }
    var joined = new StringBuilder();
    content.forEach(part -> joined.append(WireJson.text(part, "text")));
    return joined.toString();
  }

  private void announce(PartialToolCall news) {
    handler.onPartialToolCall(news, new PartialToolCallContext(handle));
  }

  /** True if the model's own tool-call tokens stand in an answer that has no calls. */
  boolean leaksCalls() {
    String thought = reasoning.text();
    return toolCalls.complete().isEmpty()
        && (text.indexOf(CALL_TOKEN) >= 0 || (thought != null && thought.contains(CALL_TOKEN)));
  }

  /** The whole answer. Calls are only reported complete now, when nothing can be missing. */
  ChatResponse complete() {
    List<ToolExecutionRequest> calls = toolCalls.complete();
    for (int i = 0; i < calls.size(); i++) {
      handler.onCompleteToolCall(new CompleteToolCall(i, calls.get(i)));
    }
    AiMessage message =
        AiMessage.builder()
            .text(text.isEmpty() ? null : text.toString())
            .thinking(reasoning.text())
            .toolExecutionRequests(calls)
            .attributes(reasoning.attributes())
            .build();
    return ChatResponse.builder()
        .aiMessage(message)
        .metadata(
            ChatResponseMetadata.builder()
                .id(id)
                .modelName(model)
                .tokenUsage(usage)
                .finishReason(finish(!calls.isEmpty()))
                .build())
        .build();
  }

  /** Hosts say {@code stop}, nothing, or words of their own where there are calls to make. */
  private FinishReason finish(boolean hasCalls) {
    return switch (finishReason) {
      case "length" -> FinishReason.LENGTH;
      case "content_filter" -> FinishReason.CONTENT_FILTER;
      case "tool_calls", "function_call" -> FinishReason.TOOL_EXECUTION;
      default -> hasCalls ? FinishReason.TOOL_EXECUTION : FinishReason.STOP;
    };
  }
}
