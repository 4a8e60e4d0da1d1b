package dev.bivouac.planner;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bivouac.journal.ModelReply;
import dev.bivouac.journal.RunState;
import dev.bivouac.model.ModelFailure;
import dev.bivouac.model.ModelFailure.Kind;
import dev.bivouac.model.ModelProfile;
import dev.bivouac.run.CallKey;
import dev.bivouac.run.Text;
import dev.bivouac.tool.ArgumentReading;
import dev.bivouac.tool.ToolCall;
import dev.bivouac.tool.ToolSchema;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Turns LangChain4j's answer into the journal's, so that whatever came can be sent back without a
 * provider refusing it: ids are there and differ, names are well-formed, arguments parse.
 */
final class Replies {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_NAME = 64;

  private final ModelProfile profile;

  Replies(ModelProfile profile) {
    this.profile = profile;
  }

  /** Why a complete answer cannot be accepted; empty if it can. */
  Optional<ModelFailure> reject(ChatResponse response) {
    AiMessage message = response.aiMessage();
    if (message.hasToolExecutionRequests()) {
      return Optional.empty();
    }
    if (response.finishReason() == FinishReason.LENGTH) {
      return rejected(
          Kind.EMPTY, "The reply was cut at the model's output limit before it was complete.");
    }
    if (response.finishReason() == FinishReason.CONTENT_FILTER) {
      return rejected(Kind.FILTERED, "The provider's filter cut the reply. Change the goal.");
    }
    return message.text() == null || message.text().isBlank()
        ? rejected(
            Kind.EMPTY, "The model ended its reply without saying anything or asking for a tool.")
        : Optional.empty();
  }

  /** The reply as the journal keeps it. */
  ModelReply accept(RunState state, ChatResponse response) {
    AiMessage message = response.aiMessage();
    String model = response.modelName();
    FinishReason finish = response.finishReason();
    return new ModelReply(
        Optional.ofNullable(message.thinking()).map(Text::wellFormed),
        Optional.ofNullable(message.text()).map(Text::wellFormed).orElse(""),
        calls(state, response),
        profile.usage(response),
        new ModelReply.Origin(
            profile.provider(),
            model == null ? profile.model() : Text.wellFormed(model),
            finish == null ? "" : finish.name().toLowerCase(Locale.ROOT),
            attributes(response)));
  }

  private List<ToolCall> calls(RunState state, ChatResponse response) {
    List<ToolExecutionRequest> requests = response.aiMessage().toolExecutionRequests();
    boolean cut = response.finishReason() == FinishReason.LENGTH;
    int step = state.steps().size() + 1;
    long before = state.calls().count();
    Set<String> ids = new HashSet<>();
    requests.forEach(request -> ids.add(wellFormed(request.id())));
    Set<String> used = new HashSet<>();
    var calls = new ArrayList<ToolCall>();
    for (ToolExecutionRequest request : requests) {
      String name = name(state, Optional.ofNullable(request.name()).orElse(""));
      String id = wellFormed(request.id());
      if (id.isBlank() || !used.add(id)) {
        id = free(name, before + calls.size(), ids);
      }
      String arguments = wellFormed(request.arguments());
      calls.add(
          call(
              new CallKey(step, calls.size()),
              id,
              name,
              cut ? ArgumentReading.ofCut(arguments) : read(state, name, arguments)));
    }
    return calls;
  }

  /** An id of Kimi's own form that no other call of the reply has. */
  private static String free(String name, long number, Set<String> ids) {
    long next = number;
    while (!ids.add(name + ":" + next)) {
      next++;
    }
    return name + ":" + next;
  }

  private static String wellFormed(@Nullable String text) {
    return text == null ? "" : Text.wellFormed(text);
  }

  private static ArgumentReading read(RunState state, String name, String arguments) {
    return ArgumentReading.of(
        arguments,
        state
            .started()
            .opening()
            .tool(name)
            .map(ToolSchema::parameterTree)
            .orElseGet(JSON::createObjectNode));
  }

  private static ToolCall call(CallKey key, String id, String name, ArgumentReading arguments) {
    return switch (arguments) {
      case ArgumentReading.Sound(String json) ->
          new ToolCall(key, id, name, json, Optional.empty());
      case ArgumentReading.Broken(String why) ->
          new ToolCall(key, id, name, "{}", Optional.of(why));
    };
  }

  /** Hosts leave the model's own prefix in, or send names that the API itself would refuse. */
  private static String name(RunState state, String name) {
    String bare = name.startsWith("functions.") ? name.substring("functions.".length()) : name;
    if (state.started().opening().tool(bare).isPresent()) {
      return bare;
    }
    String safe = bare.replaceAll("[^a-zA-Z0-9_-]", "_");
    String named = safe.length() < 3 || !safe.matches("[a-zA-Z_].*") ? "unnamed_" + safe : safe;
    return named.substring(0, Math.min(MAX_NAME, named.length()));
  }

  /** Some models keep objects of their own there; what no journal can hold is left out. */
  private String attributes(ChatResponse response) {
    var plain = new TreeMap<>(profile.attributes(response));
    plain.values().removeIf(value -> !isPlain(value));
    try {
      return Text.wellFormed(JSON.writeValueAsString(plain));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain JSON values can be written", e);
    }
  }

  private static boolean isPlain(@Nullable Object value) {
    return switch (value) {
      case null -> true;
      case String text -> true;
      case Boolean flag -> true;
      case Number number -> number.getClass().getName().startsWith("java.");
      case List<?> list -> list.stream().allMatch(Replies::isPlain);
      case Map<?, ?> map ->
          map.keySet().stream().allMatch(String.class::isInstance)
              && map.values().stream().allMatch(Replies::isPlain);
      default -> false;
    };
  }

  private static Optional<ModelFailure> rejected(Kind kind, String message) {
    return Optional.of(new ModelFailure(kind, message, Optional.empty()));
  }
}
