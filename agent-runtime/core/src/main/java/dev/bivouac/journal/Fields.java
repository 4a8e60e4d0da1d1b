package dev.bivouac.journal;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** Reads fields of stored JSON. One that is missing or of another kind means damage. */
final class Fields {
  private Fields() {}

  static String text(JsonNode node, String field) {
    JsonNode value = node.required(field);
    return checked(value.isTextual(), field, value).asText();
  }

  static Optional<String> optionalText(JsonNode node, String field) {
    return node.has(field) ? Optional.of(text(node, field)) : Optional.empty();
  }

  static int number(JsonNode node, String field) {
    JsonNode value = node.required(field);
    return checked(value.canConvertToInt() && value.isIntegralNumber(), field, value).asInt();
  }

  static long count(JsonNode node, String field) {
    JsonNode value = node.required(field);
    return checked(value.canConvertToLong() && value.isIntegralNumber(), field, value).asLong();
  }

  static boolean flag(JsonNode node, String field) {
    JsonNode value = node.required(field);
    return checked(value.isBoolean(), field, value).asBoolean();
  }

  private static JsonNode checked(boolean fits, String field, JsonNode value) {
    if (!fits) {
      throw new IllegalArgumentException(
          "field '%s' must not be %s".formatted(field, value.getNodeType()));
    }
    return value;
  }
}
