package dev.bivouac.model;

import dev.bivouac.journal.ModelReply;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.ToIntFunction;

/** A model that says what its script says, and remembers what it was asked. */
public final class ScriptedModel implements StreamingChatModel {
  /** What one request comes to. */
  @FunctionalInterface
  public interface Line {
    void play(StreamingChatResponseHandler handler) throws InterruptedException;
  }

  /** What a {@link PlainProfile} knows of a scripted model. */
  public static final PlainProfile PROFILE =
      new PlainProfile("scripted", "script", 100_000, Optional.empty());

  private final List<Line> script;
  private final ToIntFunction<ScriptedModel> place;
  private final List<ChatRequest> requests = new ArrayList<>();

  private ScriptedModel(List<Line> script, ToIntFunction<ScriptedModel> place) {
    this.script = script;
    this.place = place;
  }

  /** The first request gets the first line, the second the next. */
  public static ScriptedModel scripted(Line... lines) {
    return new ScriptedModel(List.of(lines), model -> model.requests.size() - 1);
  }

  /** Answers with these replies in turn. */
  public static ScriptedModel scripted(ModelReply... replies) {
    return scripted(lines(replies));
  }

  /** Answers step by step: a step that is asked again, after a crash say, gets its reply again. */
  public static ScriptedModel stepByStep(ModelReply... replies) {
    return new ScriptedModel(
        List.of(lines(replies)),
        model ->
            (int)
                model.requests.getLast().messages().stream()
                    .filter(AiMessage.class::isInstance)
                    .count());
  }

  private static Line[] lines(ModelReply... replies) {
    var lines = new Line[replies.length];
    for (int i = 0; i < replies.length; i++) {
      lines[i] = answers(replies[i]);
    }
    return lines;
  }

  /** Streams reasoning and text in one piece each, then completes. */
  public static Line answers(ModelReply reply) {
    return answers(response(reply));
  }

  /** The same for an answer in LangChain4j's words. */
  public static Line answers(ChatResponse response) {
    return handler -> {
      AiMessage message = response.aiMessage();
      if (message.thinking() != null && !message.thinking().isEmpty()) {
        handler.onPartialThinking(new PartialThinking(message.thinking()));
      }
      if (message.text() != null && !message.text().isEmpty()) {
        handler.onPartialResponse(message.text());
      }
      handler.onCompleteResponse(response);
    };
  }

  /** Streams a piece of text, then fails. */
  public static Line breaksAfter(String piece, Throwable failure) {
    return handler -> {
      handler.onPartialResponse(piece);
      handler.onError(failure);
    };
  }

  /** Reports a failure. */
  public static Line fails(Throwable failure) {
    return handler -> handler.onError(failure);
  }

  /** Says nothing until the latch is released. */
  public static Line waits(CountDownLatch latch, Line then) {
    return handler -> {
      latch.await();
      then.play(handler);
    };
  }

  /** Says nothing, ever; ends when it is interrupted. */
  public static Line hangs() {
    return waits(new CountDownLatch(1), handler -> {});
  }

  /** Does something first, on the model's thread. */
  public static Line first(Runnable action, Line then) {
    return handler -> {
      action.run();
      then.play(handler);
    };
  }

  /** The reply as LangChain4j brings it. */
  public static ChatResponse response(ModelReply reply) {
    var message = AiMessage.builder();
    reply.reasoning().ifPresent(message::thinking);
    if (!reply.text().isEmpty()) {
      message.text(reply.text());
    }
    if (!reply.calls().isEmpty()) {
      message.toolExecutionRequests(
          reply.calls().stream()
              .map(call ->
                  ToolExecutionRequest.builder()
                      .id(call.id())
                      .name(call.name())
                      .arguments(call.arguments())
                      .build())
              .toList());
    }
    return ChatResponse.builder()
        .aiMessage(message.build())
        .modelName(reply.origin().model())
        .finishReason(FinishReason.valueOf(reply.origin().finishReason().toUpperCase(Locale.ROOT)))
        .tokenUsage(new TokenUsage((int) reply.usage().input(), (int) reply.usage().output()))
        .build();
  }

  /** Every request so far. */
  public synchronized List<ChatRequest> requests() {
    return List.copyOf(requests);
  }

  /** The messages of every request so far. */
  public List<List<ChatMessage>> conversations() {
    return requests().stream().map(ChatRequest::messages).toList();
  }

  @Override
  public void chat(ChatRequest request, StreamingChatResponseHandler handler) {
    try {
      next(request).play(handler);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      handler.onError(new IllegalStateException("the model was interrupted", e));
    }
  }

  private synchronized Line next(ChatRequest request) {
    requests.add(request);
    int line = place.applyAsInt(this);
    return line < script.size()
        ? script.get(line)
        : fails(new IllegalStateException("the script has no line " + (line + 1)));
  }
}
