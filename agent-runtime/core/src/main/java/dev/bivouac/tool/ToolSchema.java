package dev.bivouac.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolSpecification;
import java.util.regex.Pattern;

/**
 * What the model is told of a tool, and what a resume may do with it. Kept in the journal, so that
 * a resumed run declares the very same tools.
 *
 * @param name as the model calls it
 * @param description what it does
 * @param parameters JSON Schema of its arguments, an object, as JSON text
 * @param repeat what repeating it means
 */
public record ToolSchema(String name, String description, String parameters, Repeat repeat) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What Kimi's API accepts as a function name (platform documentation of December 2025). */
  private static final Pattern NAME = Pattern.compile("[a-zA-Z_][a-zA-Z0-9-_]{2,63}");

  public ToolSchema {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "tool name must be 3 to 64 letters, digits, '_' or '-', a letter or '_' first, was '%s'"
              .formatted(name));
    }
    if (!parse(parameters).isObject()) {
      throw new IllegalArgumentException(
          "parameters of tool '%s' must be a JSON object, was %s".formatted(name, parameters));
    }
  }

  /** The schema of the arguments as a tree. */
  public JsonNode parameterTree() {
    return parse(parameters);
  }

  /** As LangChain4j declares it. */
  public ToolSpecification toSpecification() {
    ObjectNode node = JSON.createObjectNode();
    node.put("name", name).put("description", description);
    node.set("parameters", parameterTree());
    return ToolSpecification.fromJson(node.toString());
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("tool parameters are no JSON, were " + json, e);
    }
  }
}
