package dev.bivouac.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the model is told of a tool, and what a resume may do with it. Kept in the journal, so that
 * a resumed run declares the very same tools.
 *
 * @param name as the model calls it
 * @param description what it does
 * @param parameters JSON Schema of its arguments, an object, as JSON text
 * @param repeat what repeating it means
 * @param declaration the whole declaration as JSON text, where somebody else wrote it and it is to
 *     be sent as it came; empty for tools that are declared here
 */
public record ToolSchema(
    String name,
    String description,
    String parameters,
    Repeat repeat,
    Optional<String> declaration) {
  /** Where {@link #toSpecification()} keeps the declaration, for models that can send it. */
  public static final String DECLARATION = "declaration";

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
    if (declaration.isPresent() && !parse(declaration.get()).isObject()) {
      throw new IllegalArgumentException(
          "declaration of tool '%s' must be a JSON object".formatted(name));
    }
  }

  /** The schema of a tool that is declared here. */
  public ToolSchema(String name, String description, String parameters, Repeat repeat) {
    this(name, description, parameters, repeat, Optional.empty());
  }

  /**
   * The schema of a tool that somebody else has declared.
   *
   * @param declaration JSON text with {@code name} and, as a rule, {@code description} and {@code
   *     parameters}
   * @throws IllegalArgumentException if no model can be told of it
   */
  public static ToolSchema declared(String declaration, Repeat repeat) {
    JsonNode tree = parse(declaration);
    JsonNode parameters = tree.path("parameters");
    return new ToolSchema(
        tree.path("name").asText(""),
        tree.path("description").asText(""),
        parameters.isMissingNode() || parameters.isNull() ? "{}" : parameters.toString(),
        repeat,
        Optional.of(declaration));
  }

  /** The schema of the arguments as a tree. */
  public JsonNode parameterTree() {
    return parse(parameters);
  }

  /**
   * As LangChain4j declares it. Of another's declaration its types hold only a part; the whole is
   * in the metadata under {@link #DECLARATION}.
   */
  public ToolSpecification toSpecification() {
    return declaration
        .map(whole -> specification(DeclaredSchema.of(parameterTree()), whole))
        .orElseGet(this::ownSpecification);
  }

  private ToolSpecification specification(JsonObjectSchema schema, String whole) {
    return ToolSpecification.builder()
        .name(name)
        .description(description)
        .parameters(schema)
        .addMetadata(DECLARATION, whole)
        .build();
  }

  private ToolSpecification ownSpecification() {
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
