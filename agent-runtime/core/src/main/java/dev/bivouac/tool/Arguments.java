package dev.bivouac.tool;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bivouac.run.Text;
import dev.langchain4j.agent.tool.P;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns checked JSON arguments into what a Java method takes. */
final class Arguments {
  private Arguments() {}

  /**
   * The values in the order of the method's parameters.
   *
   * @throws ToolFailure if a value cannot be read as its type, naming the field
   */
  static @Nullable Object[] bind(Method method, JsonNode arguments, ToolContext context) {
    Parameter[] parameters = method.getParameters();
    var values = new @Nullable Object[parameters.length];
    for (int i = 0; i < parameters.length; i++) {
      values[i] =
          parameters[i].getType() == ToolContext.class ? context : value(parameters[i], arguments);
    }
    return values;
  }

  private static @Nullable Object value(Parameter parameter, JsonNode arguments) {
    String name = MethodSchemas.nameOf(parameter);
    Type type = parameter.getParameterizedType();
    JsonNode given = arguments.path(name);
    if (given.isMissingNode() || given.isNull()) {
      Optional<JsonNode> byDefault = Defaults.of(parameter);
      if (byDefault.isEmpty()) {
        return SchemaTypes.isOptional(type) ? Optional.empty() : null;
      }
      given = byDefault.get();
    }
    return read(name, given, type);
  }

  /** True if the value can be read as the parameter's type. */
  static boolean reads(Parameter parameter, JsonNode given) {
    try {
      read(parameter.getName(), given, parameter.getParameterizedType());
      return true;
    } catch (ToolFailure e) {
      return false;
    }
  }

  private static Object read(String name, JsonNode given, Type type) {
    try {
      return ToolJson.MAPPER.readerFor(ToolJson.MAPPER.constructType(type)).readValue(given);
    } catch (IOException e) {
      throw new ToolFailure(
          "Field '%s' must be %s, was %s."
              .formatted(
                  name,
                  type.getTypeName().replaceFirst("^.*\\.", ""),
                  Text.cut(given.toString(), 60)),
          e);
    }
  }

  /** True if the annotation says that the model may leave the parameter out. */
  static boolean mayBeAbsent(Parameter parameter) {
    P annotation = parameter.getAnnotation(P.class);
    return SchemaTypes.isOptional(parameter.getParameterizedType())
        || (annotation != null && !annotation.required())
        || Defaults.isPresent(parameter);
  }
}
