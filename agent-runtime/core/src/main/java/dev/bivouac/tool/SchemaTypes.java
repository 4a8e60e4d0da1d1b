package dev.bivouac.tool;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * JSON Schema for the closed list of types that a tool's parameter may have: text, numbers,
 * booleans, enums, dates, instants, durations, zones, addresses; lists, sets, maps with text keys
 * and optionals of those; records of those.
 */
final class SchemaTypes {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Set<Class<?>> INTEGERS =
      Set.of(int.class, Integer.class, long.class, Long.class, short.class, Short.class);
  private static final Set<Class<?>> NUMBERS =
      Set.of(double.class, Double.class, float.class, Float.class, BigDecimal.class);
  private static final Map<Class<?>, String> TEXTS =
      Map.of(
          LocalDate.class, "an ISO 8601 date, such as 2026-11-22",
          Instant.class, "an ISO 8601 instant, such as 2026-11-22T07:30:00Z",
          Duration.class, "an ISO 8601 duration, such as PT30M",
          ZoneId.class, "an IANA time zone, such as Europe/Paris",
          URI.class, "an absolute address, such as https://example.org/page");

  private SchemaTypes() {}

  /** A schema, or empty if the type is not on the list. */
  static Optional<ObjectNode> of(Type type) {
    return of(type, new HashSet<>());
  }

  /** True for {@code Optional<X>}. */
  static boolean isOptional(Type type) {
    return type instanceof ParameterizedType generic && generic.getRawType() == Optional.class;
  }

  private static Optional<ObjectNode> of(Type type, Set<Class<?>> enclosing) {
    return switch (type) {
      case Class<?> simple -> ofClass(simple, enclosing);
      case ParameterizedType generic -> ofGeneric(generic, enclosing);
      default -> Optional.empty();
    };
  }

  private static Optional<ObjectNode> ofClass(Class<?> type, Set<Class<?>> enclosing) {
    if (type == String.class) {
      return Optional.of(typed("string"));
    }
    if (type == boolean.class || type == Boolean.class) {
      return Optional.of(typed("boolean"));
    }
    if (INTEGERS.contains(type)) {
      return Optional.of(typed("integer"));
    }
    if (NUMBERS.contains(type)) {
      return Optional.of(typed("number"));
    }
    if (TEXTS.containsKey(type)) {
      return Optional.of(typed("string").put("description", TEXTS.get(type)));
    }
    if (type.isEnum()) {
      var node = typed("string");
      var values = node.putArray("enum");
      for (Object constant : type.getEnumConstants()) {
        values.add(((Enum<?>) constant).name());
      }
      return Optional.of(node);
    }
    return type.isRecord() ? ofRecord(type, enclosing) : Optional.empty();
  }

  private static Optional<ObjectNode> ofGeneric(
      ParameterizedType generic, Set<Class<?>> enclosing) {
    Type[] arguments = generic.getActualTypeArguments();
    Type raw = generic.getRawType();
    if (raw == Optional.class) {
      return isOptional(arguments[0]) ? Optional.empty() : of(arguments[0], enclosing);
    }
    if (raw == List.class || raw == Set.class) {
      return of(arguments[0], enclosing)
          .filter(item -> !isOptional(arguments[0]))
          .map(item -> typed("array").set("items", item));
    }
    if (raw == Map.class && arguments[0] == String.class) {
      return of(arguments[1], enclosing)
          .map(value -> typed("object").set("additionalProperties", value));
    }
    return Optional.empty();
  }

  private static Optional<ObjectNode> ofRecord(Class<?> type, Set<Class<?>> enclosing) {
    if (!enclosing.add(type)) {
      return Optional.empty();
    }
    var node = typed("object");
    var properties = node.putObject("properties");
    var required = node.putArray("required");
    for (RecordComponent component : type.getRecordComponents()) {
      Optional<ObjectNode> schema = of(component.getGenericType(), enclosing);
      if (schema.isEmpty()) {
        return Optional.empty();
      }
      properties.set(component.getName(), schema.get());
      if (!isOptional(component.getGenericType())) {
        required.add(component.getName());
      }
    }
    node.put("additionalProperties", false);
    enclosing.remove(type);
    return Optional.of(node);
  }

  private static ObjectNode typed(String type) {
    return JSON.objectNode().put("type", type);
  }
}
