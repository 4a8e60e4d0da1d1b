package dev.bivouac.workflow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fills in what was not said. */
public final class Parameters {
  private Parameters() {}

  /**
   * Every declared parameter with what was given, or its default.
   *
   * @throws UnknownNameException if something was given that is not declared
   */
  public static Map<String, String> fill(Workflow workflow, Map<String, String> given) {
    List<String> known = workflow.parameters().stream().map(Parameter::name).toList();
    for (String name : given.keySet()) {
      if (!known.contains(name)) {
        throw new UnknownNameException("Parameter of " + workflow.name(), name, known);
      }
    }
    var filled = new LinkedHashMap<String, String>();
    for (Parameter parameter : workflow.parameters()) {
      filled.put(parameter.name(), given.getOrDefault(parameter.name(), parameter.byDefault()));
    }
    return filled;
  }
}
