package dev.bivouac.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import java.util.List;

/** What LangChain4j's types can hold of a schema that somebody else wrote. */
final class DeclaredSchema {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> HELD =
      List.of("description", "properties", "required", "$defs");

  private DeclaredSchema() {}

  /** An object schema in any case; one without properties if nothing better can be made of it. */
  static JsonObjectSchema of(JsonNode schema) {
    ObjectNode node = JSON.createObjectNode().put("name", "declared");
    ObjectNode parameters = node.putObject("parameters").put("type", "object");
    for (String member : HELD) {
      if (schema.has(member)) {
        parameters.set(member, schema.get(member));
      }
    }
    if (schema.path("additionalProperties").isBoolean()) {
      parameters.set("additionalProperties", schema.get("additionalProperties"));
    }
    try {
      return ToolSpecification.fromJson(node.toString()).parameters();
    } catch (RuntimeException e) {
      // LangChain4j says in many ways that it cannot read a schema; its model then sees none.
      return JsonObjectSchema.builder().build();
    }
  }
}
