package dev.bivouac;

import dev.bivouac.planner.Recall;
import dev.bivouac.planner.RuntimeParts;
import dev.bivouac.run.RunLimits;
import dev.bivouac.tool.ToolSchema;
import dev.bivouac.workflow.Workflow;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What {@link RuntimeBuilder} gathered besides the planner's parts. */
record RuntimeSettings(
    RuntimeParts parts, List<Workflow> workflows, Optional<RunLimits> limits, Origin origin) {
  /**
   * Where what is new comes from.
   *
   * @param clock of a run's day and start
   * @param random of its id
   * @param program name and version, for the journal
   */
  record Origin(Clock clock, RandomGenerator random, String program) {}

  /** What a new run declares: nothing if there is nothing whose results could be recalled. */
  List<ToolSchema> declared() {
    List<ToolSchema> all = parts.toolbox().schemas();
    return all.stream().allMatch(tool -> tool.name().equals(Recall.NAME)) ? List.of() : all;
  }
}
