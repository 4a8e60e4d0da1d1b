package dev.bivouac.rehearsal.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bivouac.rehearsal.text.Json;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Refuses conversations that the real API refuses: lost reasoning, unpaired calls, odd content. */
final class MessageCheck {
  private static final Set<String> ROLES = Set.of("system", "user", "assistant", "tool");

  private final JsonNode messages;

  /** The ids of the calls that have no result yet. */
  private final Set<String> open = new LinkedHashSet<>();

  private MessageCheck(JsonNode messages) {
    this.messages = messages;
  }

  static Optional<Refusal> of(JsonNode request) {
    JsonNode messages = request.path("messages");
    if (!messages.isArray() || messages.isEmpty()) {
      return refuse("Invalid request: messages must not be empty");
    }
    return new MessageCheck(messages).check();
  }

  private Optional<Refusal> check() {
    for (int at = 0; at < messages.size(); at++) {
      JsonNode message = messages.get(at);
      String role = message.path("role").asText();
      if (!ROLES.contains(role)) {
        return refuse("Invalid request: unknown role '%s' at position %d".formatted(role, at));
      }
      Optional<Refusal> refusal = role.equals("tool") ? result(message, at) : unanswered();
      if (refusal.isEmpty() && !role.equals("tool")) {
        refusal = other(message, at);
      }
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return unanswered();
  }

  private Optional<Refusal> result(JsonNode message, int at) {
    String id = message.path("tool_call_id").asText();
    if (!open.remove(id)) {
      return refuse(
          "Invalid request: tool_call_id %s is not found at position %d".formatted(id, at));
    }
    return message.path("content").isTextual()
        ? Optional.empty()
        : refuse(
            "Invalid request: content of the message at position %d must be a string"
                .formatted(at));
  }

  private Optional<Refusal> unanswered() {
    return open.isEmpty()
        ? Optional.empty()
        : refuse(
            "Invalid request: an assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: "
                + String.join(", ", open));
  }

  private Optional<Refusal> other(JsonNode message, int at) {
    JsonNode content = message.path("content");
    boolean absent = content.isMissingNode() || content.isNull();
    boolean calls = !message.path("tool_calls").isEmpty();
    if (!content.isTextual() && !(absent && calls)) {
      return refuse(
          "Invalid request: content of the message at position %d must be a string".formatted(at));
    }
    if (calls) {
      return calls(message, at);
    }
    return content.textValue().isEmpty()
        ? refuse(
            "Invalid request: the message at position %d with role '%s' must not be empty"
                .formatted(at, message.path("role").asText()))
        : Optional.empty();
  }

  private Optional<Refusal> calls(JsonNode message, int at) {
    if (!message.path("role").asText().equals("assistant")) {
      return refuse("Invalid request: tool_calls in a message of another role at position " + at);
    }
    if (!message.path("reasoning_content").isTextual()) {
      return refuse(
          "thinking is enabled but reasoning_content is missing in assistant tool call message at index "
              + at);
    }
    for (JsonNode call : message.path("tool_calls")) {
      String id = call.path("id").asText();
      if (id.isEmpty() || !open.add(id)) {
        return refuse("Invalid request: tool call id '%s' is empty or duplicated".formatted(id));
      }
      JsonNode function = call.path("function");
      if (!call.path("type").asText().equals("function")
          || function.path("name").asText().isEmpty()) {
        return refuse("Invalid request: tool call %s names no function".formatted(id));
      }
      if (!Json.parse(function.path("arguments").asText()).map(JsonNode::isObject).orElse(false)) {
        return refuse(
            "Invalid request: function.arguments of tool call %s is not a JSON object"
                .formatted(id));
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> refuse(String message) {
    return Optional.of(Refusal.badRequest(message));
  }
}
