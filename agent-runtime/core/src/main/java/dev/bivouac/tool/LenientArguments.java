package dev.bivouac.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bivouac.run.Text;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The ways in which the text of arguments may hold an object. */
final class LenientArguments {
  private static final int SHOWN = 200;
  private static final JsonMapper STRICT =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .build();
  private static final JsonMapper TOLERANT =
      STRICT.rebuild().enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS).build();

  private LenientArguments() {}

  /** An object, and whether it is another than the text says strictly. */
  record Found(ObjectNode object, boolean mended) {}

  static Optional<Found> object(String text) {
    Optional<JsonNode> strict = parse(STRICT, text);
    if (strict.isPresent()) {
      return strict.get() instanceof ObjectNode object
          ? Optional.of(new Found(object, false))
          : encoded(strict.get()).map(object -> new Found(object, true));
    }
    return parse(TOLERANT, text)
        .or(() -> oneBraceLess(text))
        .or(() -> parse(TOLERANT, text + "}"))
        .or(() -> lastOfGrowing(text))
        .filter(ObjectNode.class::isInstance)
        .map(node -> new Found((ObjectNode) node, true));
  }

  static boolean strictly(String text) {
    return parse(STRICT, text).filter(JsonNode::isObject).isPresent();
  }

  private static Optional<JsonNode> parse(JsonMapper mapper, String text) {
    try {
      return Optional.of(mapper.readTree(text)).filter(node -> !node.isMissingNode());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  private static Optional<ObjectNode> encoded(JsonNode node) {
    return Optional.of(node)
        .filter(JsonNode::isTextual)
        .flatMap(text -> parse(TOLERANT, text.asText()))
        .filter(ObjectNode.class::isInstance)
        .map(ObjectNode.class::cast);
  }

  private static Optional<JsonNode> oneBraceLess(String text) {
    String ended = text.stripTrailing();
    return ended.endsWith("}")
        ? parse(TOLERANT, ended.substring(0, ended.length() - 1))
        : Optional.empty();
  }

  /** Some proxies send what there is so far again and again, each time with more of it. */
  private static Optional<JsonNode> lastOfGrowing(String text) {
    List<JsonNode> states;
    try (MappingIterator<JsonNode> all = TOLERANT.readerFor(JsonNode.class).readValues(text)) {
      states = all.readAll();
    } catch (IOException e) {
      return Optional.empty();
    }
    for (int i = 1; i < states.size(); i++) {
      if (!grows(states.get(i - 1), states.get(i))) {
        return Optional.empty();
      }
    }
    return states.isEmpty() ? Optional.empty() : Optional.of(states.getLast());
  }

  private static boolean grows(JsonNode before, JsonNode after) {
    if (before.isTextual() && after.isTextual()) {
      return after.asText().startsWith(before.asText());
    }
    if (before.isArray() && after.isArray()) {
      return before.size() <= after.size() && allGrow(before, after);
    }
    if (!before.isObject() || !after.isObject()) {
      return before.equals(after);
    }
    return before.properties().stream()
        .allMatch(field ->
            after.has(field.getKey()) && grows(field.getValue(), after.get(field.getKey())));
  }

  private static boolean allGrow(JsonNode before, JsonNode after) {
    for (int i = 0; i < before.size(); i++) {
      if (!grows(before.get(i), after.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Takes one layer of encoding off values that should be objects or arrays; true if any was. */
  static boolean unpack(ObjectNode object, JsonNode schema) {
    boolean any = false;
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      JsonNode value = object.path(property.getKey());
      Optional<JsonNode> unpacked =
          value.isTextual() ? unpacked(value.asText(), property.getValue()) : Optional.empty();
      if (unpacked.isPresent()) {
        object.set(property.getKey(), unpacked.get());
        any = true;
      } else if (value instanceof ObjectNode nested) {
        any |= unpack(nested, property.getValue());
      } else if (value instanceof ArrayNode items) {
        any |= unpackItems(items, property.getValue().path("items"));
      }
    }
    return any;
  }

  private static boolean unpackItems(ArrayNode items, JsonNode schema) {
    boolean any = false;
    for (int i = 0; i < items.size(); i++) {
      JsonNode item = items.get(i);
      Optional<JsonNode> unpacked =
          item.isTextual() ? unpacked(item.asText(), schema) : Optional.empty();
      if (unpacked.isPresent()) {
        items.set(i, unpacked.get());
        any = true;
      } else if (item instanceof ObjectNode nested) {
        any |= unpack(nested, schema);
      }
    }
    return any;
  }

  private static Optional<JsonNode> unpacked(String text, JsonNode schema) {
    return switch (schema.path("type").asText("")) {
      case "object" -> parse(TOLERANT, text).filter(JsonNode::isObject);
      case "array" -> parse(TOLERANT, text).filter(JsonNode::isArray);
      default -> Optional.empty();
    };
  }

  static String problem(String text) {
    try {
      STRICT.readTree(text);
      return "they are no JSON object: " + shown(text);
    } catch (JsonProcessingException e) {
      return Text.wellFormed(
          "they are not valid JSON (%s): %s"
              .formatted(Text.cut(e.getOriginalMessage(), SHOWN), shown(text)));
    }
  }

  /** The beginning, in which no token is one any more: it is sent back to the model. */
  static String shown(String text) {
    return Text.wellFormed(Text.cut(text, SHOWN)).replace("<|", "< |");
  }
}
