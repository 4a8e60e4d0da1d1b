package dev.bivouac.tool;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads a {@link ToolSchema} off a method with {@code @Tool}. What cannot be declared to a model is
 * refused here, when the tool is loaded, naming class, method and parameter.
 */
final class MethodSchemas {
  private MethodSchemas() {}

  static ToolSchema of(Method method) {
    Tool tool = method.getAnnotation(Tool.class);
    String name = tool.name().isBlank() ? method.getName() : tool.name();
    String description = String.join(" ", tool.value()).strip();
    if (description.isEmpty()) {
      throw new InvalidToolException(
          method,
          "has no description. Say in @Tool(\"...\") what it does; the model chooses by it.");
    }
    Repeat repeat = repeatOf(method);
    checkRetry(method, repeat);
    reconcilerOf(method).ifPresent(found -> checkReconciler(method, found));
    try {
      return new ToolSchema(name, description, parametersOf(method).toString(), repeat);
    } catch (IllegalArgumentException e) {
      throw new InvalidToolException(method, String.valueOf(e.getMessage()));
    }
  }

  private static ObjectNode parametersOf(Method method) {
    ObjectNode schema = ToolJson.MAPPER.createObjectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    var required = schema.putArray("required");
    for (Parameter parameter : method.getParameters()) {
      if (parameter.getType() == ToolContext.class) {
        continue;
      }
      String name = nameOf(parameter);
      properties.set(name, schemaOf(method, parameter));
      if (!Arguments.mayBeAbsent(parameter)) {
        required.add(name);
      } else if (parameter.getType().isPrimitive() && !Defaults.isPresent(parameter)) {
        throw new InvalidToolException(
            method,
            "parameter '%s' may be absent, which a %s cannot say. Give it a default, or make it Optional."
                .formatted(name, parameter.getType()));
      }
    }
    return schema.put("additionalProperties", false);
  }

  private static ObjectNode schemaOf(Method method, Parameter parameter) {
    ObjectNode schema =
        SchemaTypes.of(parameter.getParameterizedType())
            .orElseThrow(() ->
                new InvalidToolException(
                    method,
                    "parameter '%s' has type %s, which cannot be declared to a model. Use text, a number, a boolean, an enum, a date, a ZoneId, a URI, or a List, Set, Map, Optional or record of those."
                        .formatted(
                            parameter.getName(), parameter.getParameterizedType().getTypeName())));
    P annotation = parameter.getAnnotation(P.class);
    if (annotation != null) {
      String text =
          annotation.description().isBlank() ? annotation.value() : annotation.description();
      if (!text.isBlank()) {
        String form = schema.path("description").asText("");
        schema.put("description", form.isEmpty() ? text : text + "; " + form);
      }
    }
    Defaults.declare(method, parameter, schema);
    return schema;
  }

  static String nameOf(Parameter parameter) {
    P annotation = parameter.getAnnotation(P.class);
    if (annotation != null && !annotation.name().isBlank()) {
      return annotation.name();
    }
    if (!parameter.isNamePresent()) {
      throw new InvalidToolException(
          (Method) parameter.getDeclaringExecutable(),
          "parameter %s has no name at run time. Compile with -parameters, or say @P(name = \"...\")."
              .formatted(parameter.getName()));
    }
    return parameter.getName();
  }

  static Repeat repeatOf(Method method) {
    return Optional.ofNullable(method.getAnnotation(OnResume.class))
        .map(OnResume::value)
        .orElse(Repeat.ONCE);
  }

  private static void checkRetry(Method method, Repeat repeat) {
    Retry retry = method.getAnnotation(Retry.class);
    if (retry == null) {
      return;
    }
    if (repeat == Repeat.ONCE || repeat == Repeat.RECONCILED) {
      throw new InvalidToolException(
          method,
          "asks for @Retry but is %s, so a second attempt could act twice. Declare @OnResume(READS) or @OnResume(KEYED) if that is true, or drop @Retry."
              .formatted(repeat));
    }
    if (retry.attempts() < 2 || retry.attempts() > 10) {
      throw new InvalidToolException(
          method, "@Retry attempts must be from 2 to 10, was " + retry.attempts() + ".");
    }
  }

  /** It is called with the arguments of the tool, so it can only take what the tool takes. */
  private static void checkReconciler(Method method, Method reconciler) {
    for (Parameter parameter : reconciler.getParameters()) {
      boolean bound =
          parameter.getType() == ToolContext.class
              || Arrays.stream(method.getParameters())
                  .anyMatch(known ->
                      nameOf(known).equals(nameOf(parameter))
                          && known.getParameterizedType().equals(parameter.getParameterizedType()));
      if (!bound) {
        throw new InvalidToolException(
            method,
            "its reconciler '%s' takes '%s', which is no parameter of the tool. It can take the tool's parameters, by name and type, and a ToolContext."
                .formatted(reconciler.getName(), parameter.getName()));
      }
    }
  }

  /**
   * The method that says what became of a call; present only for a {@link Repeat#RECONCILED} tool.
   */
  static Optional<Method> reconcilerOf(Method method) {
    if (repeatOf(method) != Repeat.RECONCILED) {
      return Optional.empty();
    }
    String name = method.getAnnotation(OnResume.class).reconciler();
    return Optional.of(
        Arrays.stream(method.getDeclaringClass().getDeclaredMethods())
            .filter(candidate -> candidate.getName().equals(name))
            .filter(candidate -> candidate.getReturnType() == Reconciliation.class)
            .findFirst()
            .orElseThrow(() ->
                new InvalidToolException(
                    method,
                    "is RECONCILED, but its class has no method '%s' that returns Reconciliation. Name one in @OnResume(reconciler = \"...\")."
                        .formatted(name))));
  }
}
