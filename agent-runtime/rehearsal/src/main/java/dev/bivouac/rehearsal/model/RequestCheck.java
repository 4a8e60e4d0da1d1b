package dev.bivouac.rehearsal.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Refuses what the real API refuses, in its words. */
final class RequestCheck {
  private static final int DEFAULT_MAX_TOKENS = 32_768;

  private final ModelOptions options;

  RequestCheck(ModelOptions options) {
    this.options = options;
  }

  Optional<Refusal> key(@Nullable String authorization) {
    String key =
        authorization != null && authorization.startsWith("Bearer ")
            ? authorization.substring("Bearer ".length()).strip()
            : "";
    boolean wrong = options.key().map(expected -> !expected.equals(key)).orElse(key.isEmpty());
    return wrong
        ? Optional.of(new Refusal(401, "invalid_authentication_error", "Invalid Authentication"))
        : Optional.empty();
  }

  Optional<Refusal> request(JsonNode request) {
    String model = request.path("model").asText();
    if (!options.models().contains(model)) {
      return Optional.of(
          new Refusal(
              404,
              "resource_not_found_error",
              "Not found the model %s or Permission denied".formatted(model)));
    }
    return MessageCheck.of(request)
        .or(() -> ToolCheck.of(request))
        .or(() -> numbers(request))
        .or(() -> length(request));
  }

  private static Optional<Refusal> numbers(JsonNode request) {
    JsonNode temperature = request.path("temperature");
    if (temperature.isNumber() && (temperature.asDouble() < 0 || temperature.asDouble() > 1)) {
      return Optional.of(
          Refusal.badRequest(
              "invalid temperature: must be from 0 to 1, was " + temperature.asText()));
    }
    return maxTokens(request) < 1
        ? Optional.of(Refusal.badRequest("invalid max_tokens: must be positive"))
        : Optional.empty();
  }

  private Optional<Refusal> length(JsonNode request) {
    long requested = (long) Prompt.of(request).tokens() + maxTokens(request);
    return requested > options.window()
        ? Optional.of(
            Refusal.badRequest(
                "Invalid request: Your request exceeded model token limit: %d (requested: %d)"
                    .formatted(options.window(), requested)))
        : Optional.empty();
  }

  static int maxTokens(JsonNode request) {
    JsonNode asked =
        request.has("max_completion_tokens")
            ? request.path("max_completion_tokens")
            : request.path("max_tokens");
    return asked.asInt(DEFAULT_MAX_TOKENS);
  }
}
