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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts one answer together from the chunks of a stream, and tells the handler of each. */
final class ReplyAssembler {
  /** Characters of text, reasoning and calls; the longest answers of today's models have 2 MB. */
  private static final long MAX_KEPT = 8L * 1024 * 1024;

  private final StreamingChatResponseHandler handler;
  private final StreamingHandle handle;
  private final Errors errors;
  private final DeclaredTools tools;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder inlineThought = new StringBuilder();
  private final InlineThinking inline = new InlineThinking();
  private final TokenGate shownText = new TokenGate();
  private final TokenGate shownThought = new TokenGate();
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

  ReplyAssembler(
      DeclaredTools tools,
      StreamingChatResponseHandler handler,
      StreamingHandle handle,
      Errors errors) {
    this.tools = tools;
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
    if (size() > MAX_KEPT) {
      throw new AnswerTooLargeException("What is to be kept of the answer", MAX_KEPT);
    }
    usage(chunk.path("x_groq").path("usage"));
    usage(chunk.path("usage"));
  }

  private long size() {
    return (long) text.length() + inlineThought.length() + reasoning.size() + toolCalls.size();
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
    think(reasoning.accept(delta));
    String said = content(delta.path("content"));
    if (!said.isEmpty()) {
      String thought = reasoning.text();
      boolean mayBeInline = thought == null || thought.isEmpty();
      take(mayBeInline ? inline.accept(said) : new InlineThinking.Pieces("", said));
    }
  }

  private void take(InlineThinking.Pieces pieces) {
    inlineThought.append(pieces.thought());
    think(pieces.thought());
    text.append(pieces.said());
    say(tools.isEmpty() ? pieces.said() : shownText.pass(pieces.said()));
  }

  private void think(String thought) {
    String shown = tools.isEmpty() ? thought : shownThought.pass(thought);
    if (!shown.isEmpty()) {
      handler.onPartialThinking(new PartialThinking(shown), new PartialThinkingContext(handle));
    }
  }

  private void say(String shown) {
    if (!shown.isEmpty()) {
      handler.onPartialResponse(new PartialResponse(shown), new PartialResponseContext(handle));
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

  /**
   * The whole answer; nothing if a host left tokens of calls in it that cannot be understood. Calls
   * are only reported complete now, when nothing can be missing.
   */
  Optional<ChatResponse> complete() {
    take(inline.rest());
    say(shownText.rest());
    return parts().understood(tools, finishReason.equals("length")).map(this::respond);
  }

  private ReplyParts parts() {
    var parts =
        new ReplyParts(
            reasoning.text(), text.toString(), toolCalls.complete(), reasoning.attributes());
    return inline.found()
        ? parts.withInline(inlineThought.toString(), text.toString())
        : parts.withThinkingOutOfText();
  }

  private ChatResponse respond(ReplyParts parts) {
    List<ToolExecutionRequest> calls = parts.calls();
    for (int i = 0; i < calls.size(); i++) {
      handler.onCompleteToolCall(new CompleteToolCall(i, calls.get(i)));
    }
    AiMessage message =
        AiMessage.builder()
            .text(parts.text().isEmpty() ? null : parts.text())
            .thinking(parts.thinking())
            .toolExecutionRequests(calls)
            .attributes(parts.attributes())
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
