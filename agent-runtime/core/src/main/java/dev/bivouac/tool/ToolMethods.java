package dev.bivouac.tool;

import dev.langchain4j.agent.tool.Tool;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the methods with {@code @Tool} that an object has: its own, private and static ones
 * included, and those of its superclasses and interfaces, so that a lambda or a subclass is a tool
 * as well. Of a method that is declared several times the most special declaration with the
 * annotation counts.
 */
final class ToolMethods {
  private record Signature(String name, List<Class<?>> parameters) {}

  private ToolMethods() {}

  /** Sorted by name, so that every run of the program declares them in the same order. */
  static List<Method> of(Class<?> type) {
    var found = new LinkedHashMap<Signature, Method>();
    for (Class<?> declaring : declaring(type)) {
      for (Method method : declaring.getDeclaredMethods()) {
        if (method.isAnnotationPresent(Tool.class) && !method.isSynthetic()) {
          found.putIfAbsent(
              new Signature(method.getName(), List.of(method.getParameterTypes())), method);
        }
      }
    }
    return found.values().stream()
        .sorted(Comparator.comparing(Method::getName).thenComparing(Method::toGenericString))
        .toList();
  }

  /** The class, its superclasses, then all their interfaces. */
  private static Set<Class<?>> declaring(Class<?> type) {
    var classes = new ArrayList<Class<?>>();
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      classes.add(c);
    }
    var all = new LinkedHashSet<>(classes);
    classes.forEach(c -> addInterfaces(c, all));
    return all;
  }

  private static void addInterfaces(Class<?> type, Set<Class<?>> all) {
    for (Class<?> found : type.getInterfaces()) {
      all.add(found);
      addInterfaces(found, all);
    }
  }
}
