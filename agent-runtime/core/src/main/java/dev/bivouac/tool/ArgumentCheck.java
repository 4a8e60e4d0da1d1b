package dev.bivouac.tool;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bivouac.run.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Holds a call's arguments against the tool's schema, before the tool is called. */
final class ArgumentCheck {
  private static final int SHOWN = 60;

  private ArgumentCheck() {}

  /**
   * What is wrong, a sentence each that names the field and what was expected; empty if nothing.
   */
  static List<String> problems(JsonNode schema, JsonNode arguments) {
    var problems = new ArrayList<String>();
    check("", schema, arguments, problems);
    return problems;
  }

  private static void check(String path, JsonNode schema, JsonNode value, List<String> problems) {
    String type = schema.path("type").asText("");
    boolean fits =
        switch (type) {
          case "object" -> value.isObject();
          case "array" -> value.isArray();
          case "string" -> value.isTextual();
          case "boolean" -> value.isBoolean();
          case "integer" -> value.isIntegralNumber() || isWhole(value);
          case "number" -> value.isNumber();
          default -> true;
        };
    if (!fits) {
      problems.add("%s must be %s, was %s.".formatted(named(path), article(type), shown(value)));
      return;
    }
    checkChoice(path, schema, value, problems);
    if (value.isObject() && (schema.has("properties") || schema.has("additionalProperties"))) {
      checkFields(path, schema, value, problems);
    }
    if (value.isArray() && schema.has("items")) {
      for (int i = 0; i < value.size(); i++) {
        check(path + "[" + i + "]", schema.get("items"), value.get(i), problems);
      }
    }
  }

  private static boolean isWhole(JsonNode value) {
    return value.isNumber() && value.canConvertToLong() && value.doubleValue() == value.longValue();
  }

  private static void checkChoice(
      String path, JsonNode schema, JsonNode value, List<String> problems) {
    JsonNode choices = schema.path("enum");
    if (!choices.isArray()) {
      return;
    }
    for (JsonNode choice : choices) {
      if (choice.equals(value)) {
        return;
      }
    }
    var names = new ArrayList<String>();
    choices.forEach(choice -> names.add(choice.asText()));
    problems.add(
        "%s must be one of %s, was %s."
            .formatted(named(path), String.join(", ", names), shown(value)));
  }

  private static void checkFields(
      String path, JsonNode schema, JsonNode value, List<String> problems) {
    JsonNode properties = schema.path("properties");
    for (JsonNode required : schema.path("required")) {
      JsonNode given = value.path(required.asText());
      if (given.isMissingNode() || given.isNull()) {
        problems.add(
            "%s is missing; expected %s."
                .formatted(
                    named(join(path, required.asText())),
                    article(properties.path(required.asText()).path("type").asText("value"))));
      }
    }
    JsonNode rest = schema.path("additionalProperties");
    for (Map.Entry<String, JsonNode> field : value.properties()) {
      String name = join(path, field.getKey());
      if (properties.has(field.getKey())) {
        if (!field.getValue().isNull()) {
          check(name, properties.get(field.getKey()), field.getValue(), problems);
        }
      } else if (rest.isObject()) {
        check(name, rest, field.getValue(), problems);
      } else if (!rest.asBoolean(false)) {
        problems.add("%s is not known; known are %s.".formatted(named(name), names(properties)));
      }
    }
  }

  private static String names(JsonNode properties) {
    var names = new ArrayList<String>();
    properties.fieldNames().forEachRemaining(names::add);
    return names.isEmpty() ? "none" : String.join(", ", names);
  }

  private static String join(String path, String field) {
    return path.isEmpty() ? field : path + "." + field;
  }

  private static String named(String path) {
    return path.isEmpty() ? "The arguments" : "Field '" + Text.cut(path, SHOWN) + "'";
  }

  private static String article(String type) {
    return switch (type) {
      case "object", "array", "integer" -> "an " + type;
      case "" -> "a value";
      default -> "a " + type;
    };
  }

  private static String shown(JsonNode value) {
    return Text.cut(value.toString(), SHOWN);
  }
}
