package dev.bivouac.journal;

import dev.bivouac.run.RunLimits;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What was asked for when the run was started.
 *
 * @param workflow the workflow's name
 * @param parameters the workflow's parameters, defaults filled in
 * @param setting the circumstances that the prompt and the files depend on
 * @param model who is asked at first
 * @param limits what held at first
 * @param program name and version of the program that started it
 */
public record RunSpec(
    String workflow,
    SortedMap<String, String> parameters,
    RunSetting setting,
    ModelChoice model,
    RunLimits limits,
    String program) {
  public RunSpec {
    parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
  }

  /** The same for any kind of map. */
  public static RunSpec of(
      String workflow,
      Map<String, String> parameters,
      RunSetting setting,
      ModelChoice model,
      RunLimits limits,
      String program) {
    return new RunSpec(workflow, new TreeMap<>(parameters), setting, model, limits, program);
  }
}
