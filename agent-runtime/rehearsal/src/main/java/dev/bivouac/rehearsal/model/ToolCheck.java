package dev.bivouac.rehearsal.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Refuses declarations of tools that the real API refuses. */
final class ToolCheck {
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_-]{2,63}");
  private static final int MOST_TOOLS = 128;
  private static final List<String> INSTEAD_OF_TYPE = List.of("anyOf", "oneOf", "allOf", "$ref");

  private ToolCheck() {}

  static Optional<Refusal> of(JsonNode request) {
    JsonNode tools = request.path("tools");
    if (tools.size() > MOST_TOOLS) {
      return refuse("tools must be at most %d, were %d".formatted(MOST_TOOLS, tools.size()));
    }
    var names = new HashSet<String>();
    for (JsonNode tool : tools) {
      String name = tool.path("function").path("name").asText();
      if (!tool.path("type").asText().equals("function")) {
        return refuse("tool type '%s' is not supported".formatted(tool.path("type").asText()));
      }
      if (!NAME.matcher(name).matches()) {
        return refuse(
            "Invalid request: function name is invalid, must start with a letter and can contain letters, numbers, underscores, and dashes: '%s'"
                .formatted(name));
      }
      if (!names.add(name)) {
        return refuse("function name %s is duplicated".formatted(name));
      }
      Optional<Refusal> schema = schema(name, tool.path("function").path("parameters"));
      if (schema.isPresent()) {
        return schema;
      }
    }
    return choice(request.path("tool_choice"));
  }

  private static Optional<Refusal> schema(String name, JsonNode parameters) {
    if (parameters.isMissingNode() || parameters.isEmpty()) {
      return Optional.empty();
    }
    if (!parameters.path("type").asText().equals("object")) {
      return refuse(
          "tools.function.parameters of '%s' is not a valid schema: the root must be an object"
              .formatted(name));
    }
    return properties(name, parameters, "");
  }

  private static Optional<Refusal> properties(String name, JsonNode schema, String path) {
    for (Map.Entry<String, JsonNode> field : schema.path("properties").properties()) {
      Optional<Refusal> refusal =
          nested(name, field.getValue(), path + "properties." + field.getKey());
      if (refusal.isPresent()) {
        return refusal;
      }
    }
    return Optional.empty();
  }

  private static Optional<Refusal> nested(String name, JsonNode schema, String path) {
    if (!schema.path("type").isTextual() && INSTEAD_OF_TYPE.stream().noneMatch(schema::has)) {
      return refuse(
          "tools.function.parameters of '%s' is not a valid schema: At path '%s': type is not defined"
              .formatted(name, path));
    }
    if (schema.has("items")) {
      Optional<Refusal> items = nested(name, schema.path("items"), path + ".items");
      if (items.isPresent()) {
        return items;
      }
    }
    return properties(name, schema, path + ".");
  }

  private static Optional<Refusal> choice(JsonNode choice) {
    if (choice.isObject()) {
      return refuse("tool_choice 'specified' is incompatible with thinking enabled");
    }
    return choice.isTextual() && !List.of("auto", "none").contains(choice.textValue())
        ? refuse("tool_choice '%s' is not supported by this model".formatted(choice.textValue()))
        : Optional.empty();
  }

  private static Optional<Refusal> refuse(String message) {
    return Optional.of(Refusal.badRequest(message));
  }
}
