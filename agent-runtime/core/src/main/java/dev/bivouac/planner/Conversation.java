package dev.bivouac.planner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bivouac.journal.JournalEvent.RunStarted;
import dev.bivouac.journal.JournalFailedException;
import dev.bivouac.journal.ModelReply;
import dev.bivouac.journal.OpeningMessage;
import dev.bivouac.journal.RunState;
import dev.bivouac.journal.Step;
import dev.bivouac.run.CallKey;
import dev.bivouac.tool.ToolCall;
import dev.bivouac.tool.ToolSchema;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The one place where a run's state becomes messages. It only ever grows, so that every request
 * begins with exactly the messages of the one before it, across steps and across a resume; hiding
 * results, which the journal records, is the one exception.
 */
final class Conversation {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> ATTRIBUTES = new TypeReference<>() {};

  private final RunStarted started;
  private final String provider;
  private final List<ToolSpecification> tools;
  private final List<ChatMessage> opening;
  private final List<ChatMessage> messages = new ArrayList<>();
  private final DigestChain chain = new DigestChain();
  private Map<CallKey, String> hidden = Map.of();
  private int steps;

  /**
   * Nothing but the opening so far.
   *
   * @param provider who is sent it: what a reply's provider wants back is sent to that one only
   */
  Conversation(RunStarted started, String provider) {
    this.started = started;
    this.provider = provider;
    this.tools = started.opening().tools().stream().map(ToolSchema::toSpecification).toList();
    this.opening = started.opening().messages().stream().map(Conversation::message).toList();
    open();
  }

  private static ChatMessage message(OpeningMessage message) {
    return switch (message.role()) {
      case SYSTEM -> SystemMessage.from(message.text());
      case USER -> UserMessage.from(message.text());
    };
  }

  /** Adds what the state has and the conversation has not yet. Every step must be settled. */
  void catchUp(RunState state) {
    if (!hidden.equals(state.terms().hidden())) {
      hidden = state.terms().hidden();
      open();
    }
    for (Step step : state.steps().subList(steps, state.steps().size())) {
      add(step);
      steps++;
    }
  }

  /** The request that asks for the next reply. */
  ChatRequest request(ChatRequestParameters parameters) {
    ChatRequestParameters declared =
        DefaultChatRequestParameters.builder().toolSpecifications(tools).build();
    return ChatRequest.builder()
        .messages(List.copyOf(messages))
        .parameters(parameters.overrideWith(declared))
        .build();
  }

  /** SHA-256 over every message so far, chained, in hexadecimal. */
  String digest() {
    return chain.hex();
  }

  private void open() {
    messages.clear();
    chain.reset();
    steps = 0;
    // The very same messages: by them a model knows the conversation again.
    messages.addAll(opening);
    for (OpeningMessage message : started.opening().messages()) {
      chain.add(message.role().name(), message.text());
    }
  }

  private void add(Step step) {
    addReply(step.reply());
    for (Step.Call call : step.calls()) {
      String end = call.end().map(Step.End::text).orElseThrow();
      String text = hidden.getOrDefault(call.call().key(), end);
      String said = text.isBlank() ? "(no output)" : text;
      chain.add("TOOL", call.call().id(), call.call().name(), said);
      messages.add(ToolExecutionResultMessage.from(request(call.call()), said));
    }
    for (String reminder : step.reminders()) {
      chain.add("USER", reminder);
      messages.add(UserMessage.from(reminder));
    }
  }

  private void addReply(ModelReply reply) {
    chain.add("ASSISTANT", reply.reasoning().orElse("\0absent"), reply.text());
    reply.calls().forEach(call -> chain.add("CALL", call.id(), call.name(), call.arguments()));
    var message = AiMessage.builder();
    if (reply.origin().provider().equals(provider)) {
      message.attributes(attributes(reply.origin().attributes()));
    }
    reply.reasoning().ifPresent(message::thinking);
    if (!reply.text().isBlank()) {
      message.text(reply.text());
    }
    if (!reply.calls().isEmpty()) {
      message.toolExecutionRequests(reply.calls().stream().map(Conversation::request).toList());
    }
    messages.add(message.build());
  }

  private static ToolExecutionRequest request(ToolCall call) {
    return ToolExecutionRequest.builder()
        .id(call.id())
        .name(call.name())
        .arguments(call.arguments())
        .build();
  }

  private static Map<String, Object> attributes(String json) {
    try {
      return JSON.readValue(json, ATTRIBUTES);
    } catch (JsonProcessingException e) {
      throw new JournalFailedException(
          "The attributes of a reply are damaged. Restore the store from a copy.", e);
    }
  }
}
