package dev.bivouac.kimi;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.CompleteToolCall;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.PartialToolCall;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.ArrayList;
import java.util.List;

/** Keeps all that a model tells its handler, in order. */
class RecordingHandler implements StreamingChatResponseHandler {
  final List<String> events = new ArrayList<>();
  final List<ChatResponse> responses = new ArrayList<>();
  final List<Throwable> errors = new ArrayList<>();

  @Override
  public void onPartialResponse(String text) {
    events.add("text " + text);
  }

  @Override
  public void onPartialThinking(PartialThinking thinking) {
    events.add("thinking " + thinking.text());
  }

  @Override
  public void onPartialToolCall(PartialToolCall call) {
    events.add("call %d %s %s".formatted(call.index(), call.name(), call.partialArguments()));
  }

  @Override
  public void onCompleteToolCall(CompleteToolCall call) {
    events.add("called %d %s".formatted(call.index(), call.toolExecutionRequest().arguments()));
  }

  @Override
  public void onCompleteResponse(ChatResponse response) {
    responses.add(response);
  }

  @Override
  public void onError(Throwable error) {
    errors.add(error);
  }

  ChatResponse response() {
    if (responses.size() != 1 || !errors.isEmpty()) {
      throw new AssertionError(
          "expected one response, came %s and errors %s".formatted(responses, errors),
          errors.isEmpty() ? null : errors.getFirst());
    }
    return responses.getFirst();
  }

  Throwable error() {
    if (errors.size() != 1 || !responses.isEmpty()) {
      throw new AssertionError(
          "expected one error, came %s and responses %s".formatted(errors, responses));
    }
    return errors.getFirst();
  }
}
