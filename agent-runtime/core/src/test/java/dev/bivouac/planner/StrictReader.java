package dev.bivouac.planner;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.TokenUsage;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A model that reads page after page, counts its tokens, refuses what does not fit into its window,
 * and in the end looks for what the first page said: where it is hidden, it asks for it by the name
 * that stands there.
 */
final class StrictReader implements StreamingChatModel {
  /** The request does not fit. */
  static final class TooLongException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private static final Pattern FACT = Pattern.compile("'(larkspur)'");
  private static final Pattern WAY_BACK = Pattern.compile("call recall with \"([0-9.]+)\"");

  private final int window;
  private final int pages;
  private final List<List<String>> requests = new ArrayList<>();

  StrictReader(int window, int pages) {
    this.window = window;
    this.pages = pages;
  }

  /** All that were sent, message by message. */
  List<List<String>> requests() {
    return requests;
  }

  /** Requests that do not begin with all messages of the one before. */
  long requestsThatDoNotContinue() {
    long count = 0;
    for (int i = 1; i < requests.size(); i++) {
      List<String> before = requests.get(i - 1);
      List<String> now = requests.get(i);
      boolean continues =
          now.size() >= before.size() && now.subList(0, before.size()).equals(before);
      count += continues ? 0 : 1;
    }
    return count;
  }

  @Override
  public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
    List<String> sent = request.messages().stream().map(ChatMessage::toString).toList();
    int tokens =
        sent.stream().mapToInt(String::length).sum() / 4
            + request.toolSpecifications().toString().length() / 4;
    requests.add(sent);
    if (tokens > window) {
      handler.onError(new TooLongException());
    } else {
      handler.onCompleteResponse(
          ChatResponse.builder()
              .aiMessage(reply(request.messages()))
              .tokenUsage(new TokenUsage(tokens, 30))
              .build());
    }
  }

  private AiMessage reply(List<ChatMessage> messages) {
    List<String> results =
        messages.stream()
            .filter(ToolExecutionResultMessage.class::isInstance)
            .map(message -> ((ToolExecutionResultMessage) message).text())
            .toList();
    if (results.size() < pages) {
      return call("read", "{\"page\":%d}".formatted(results.size() + 1));
    }
    for (String result : results.reversed()) {
      Matcher fact = FACT.matcher(result);
      if (fact.find()) {
        return AiMessage.from("The password is '%s'.".formatted(fact.group(1)));
      }
    }
    Matcher wayBack = WAY_BACK.matcher(results.getFirst());
    return wayBack.find()
        ? call("recall", "{\"call\":\"%s\"}".formatted(wayBack.group(1)))
        : AiMessage.from("I cannot know.");
  }

  private static AiMessage call(String name, String arguments) {
    return AiMessage.from(
        ToolExecutionRequest.builder().id(name).name(name).arguments(arguments).build());
  }
}
