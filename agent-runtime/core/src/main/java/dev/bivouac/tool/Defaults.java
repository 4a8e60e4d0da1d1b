package dev.bivouac.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.langchain4j.agent.tool.P;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Optional;

/**
 * Values that {@code @P(defaultValue = "...")} gives to parameters that the model leaves out: text
 * as it stands, everything else as JSON.
 */
final class Defaults {
  private Defaults() {}

  /** The value as the model could have sent it. */
  static Optional<JsonNode> of(Parameter parameter) {
    return SchemaTypes.of(parameter.getParameterizedType())
        .flatMap(schema -> written(parameter).map(value -> json(schema, value)));
  }

  static boolean isPresent(Parameter parameter) {
    return written(parameter).isPresent();
  }

  /**
   * Puts the default into the schema.
   *
   * @throws InvalidToolException if the tool itself would refuse it
   */
  static void declare(Method method, Parameter parameter, ObjectNode schema) {
    written(parameter)
        .ifPresent(value -> {
          JsonNode json = json(schema, value);
          List<String> problems = ArgumentCheck.problems(schema, json);
          if (!problems.isEmpty() || !Arguments.reads(parameter, json)) {
            throw new InvalidToolException(
                method,
                "parameter '%s' has the default '%s', which is no %s."
                    .formatted(
                        parameter.getName(),
                        value,
                        parameter.getParameterizedType().getTypeName()));
          }
          schema.set("default", json);
        });
  }

  private static Optional<String> written(Parameter parameter) {
    return Optional.ofNullable(parameter.getAnnotation(P.class))
        .map(P::defaultValue)
        .filter(value -> !P.NO_DEFAULT.equals(value));
  }

  private static JsonNode json(ObjectNode schema, String value) {
    if (schema.path("type").asText().equals("string")) {
      return TextNode.valueOf(value);
    }
    try {
      return ToolJson.MAPPER.readTree(value);
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(value);
    }
  }
}
