package dev.bivouac.kimi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bivouac.run.Text;
import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.request.json.JsonAnyOfSchema;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonBooleanSchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonNullSchema;
import dev.langchain4j.model.chat.request.json.JsonNumberSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonReferenceSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns LangChain4j's schemas into JSON that the vendor accepts: each property has a type. */
final class SchemaEncoder {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final List<String> INSTEAD_OF_TYPE =
      List.of("type", "$ref", "anyOf", "oneOf", "allOf");

  private SchemaEncoder() {}

  static JsonNode encode(JsonSchemaElement schema) {
    return switch (schema) {
      case JsonObjectSchema object -> object(object);
      case JsonArraySchema array -> array(array);
      case JsonAnyOfSchema anyOf -> anyOf(anyOf);
      case JsonEnumSchema choice -> {
        ObjectNode node = typed("string", choice.description());
        choice.enumValues().forEach(node.putArray("enum")::add);
        yield node;
      }
      case JsonReferenceSchema reference ->
          NODES.objectNode().put("$ref", "#/$defs/" + reference.reference());
      case JsonRawSchema raw -> raw(raw);
      case JsonStringSchema string -> typed("string", string.description());
      case JsonIntegerSchema integer -> typed("integer", integer.description());
      case JsonNumberSchema number -> typed("number", number.description());
      case JsonBooleanSchema bool -> typed("boolean", bool.description());
      case JsonNullSchema nothing -> typed("null", null);
      default ->
          throw new UnsupportedFeatureException(
              "Schema %s cannot be sent. Use JsonRawSchema for it."
                  .formatted(schema.getClass().getName()));
    };
  }

  /** An object without any properties, for tools without parameters. */
  static JsonNode emptyObject() {
    ObjectNode node = typed("object", null);
    node.putObject("properties");
    return node;
  }

  private static ObjectNode typed(String type, @Nullable String description) {
    ObjectNode node = NODES.objectNode().put("type", type);
    if (description != null) {
      node.put("description", Text.wellFormed(description));
    }
    return node;
  }

  private static ObjectNode object(JsonObjectSchema schema) {
    ObjectNode node = typed("object", schema.description());
    putAll(node.putObject("properties"), schema.properties());
    if (!schema.required().isEmpty()) {
      schema.required().forEach(node.putArray("required")::add);
    }
    if (schema.additionalProperties() != null) {
      node.put("additionalProperties", schema.additionalProperties());
    }
    if (!schema.definitions().isEmpty()) {
      putAll(node.putObject("$defs"), schema.definitions());
    }
    return node;
  }

  private static void putAll(ObjectNode target, Map<String, JsonSchemaElement> schemas) {
    schemas.forEach((name, schema) -> target.set(name, encode(schema)));
  }

  private static ObjectNode array(JsonArraySchema schema) {
    ObjectNode node = typed("array", schema.description());
    if (schema.items() != null) {
      node.set("items", encode(schema.items()));
    }
    return node;
  }

  /** Without a type of its own: the vendor wants it in the choices and refuses it beside them. */
  private static ObjectNode anyOf(JsonAnyOfSchema schema) {
    ObjectNode node = NODES.objectNode();
    if (schema.description() != null) {
      node.put("description", Text.wellFormed(schema.description()));
    }
    ArrayNode choices = node.putArray("anyOf");
    schema.anyOf().forEach(choice -> choices.add(encode(choice)));
    return node;
  }

  private static JsonNode raw(JsonRawSchema schema) {
    JsonNode node =
        WireJson.parse(schema.schema())
            .filter(JsonNode::isObject)
            .orElseThrow(() ->
                new UnsupportedFeatureException(
                    "A raw schema must be a JSON object, was '%s'"
                        .formatted(Texts.shorten(schema.schema(), 80))));
    addMissingType((ObjectNode) node);
    return node;
  }

  private static void addMissingType(ObjectNode schema) {
    if (INSTEAD_OF_TYPE.stream().noneMatch(schema::has)) {
      schema.put("type", guessType(schema));
    }
    schema.path("properties").forEach(SchemaEncoder::addMissingTypeIfObject);
    schema.path("$defs").forEach(SchemaEncoder::addMissingTypeIfObject);
    addMissingTypeIfObject(schema.path("items"));
    for (String choices : List.of("anyOf", "oneOf", "allOf")) {
      schema.path(choices).forEach(SchemaEncoder::addMissingTypeIfObject);
    }
  }

  private static void addMissingTypeIfObject(JsonNode node) {
    if (node instanceof ObjectNode object) {
      addMissingType(object);
    }
  }

  private static String guessType(ObjectNode schema) {
    if (schema.has("properties")) {
      return "object";
    }
    if (schema.has("items")) {
      return "array";
    }
    JsonNode example = schema.has("const") ? schema.path("const") : schema.path("enum").path(0);
    return switch (example.getNodeType()) {
      case BOOLEAN -> "boolean";
      case NUMBER -> example.isIntegralNumber() ? "integer" : "number";
      case ARRAY -> "array";
      case OBJECT -> "object";
      case BINARY, MISSING, NULL, POJO, STRING -> "string";
    };
  }
}
