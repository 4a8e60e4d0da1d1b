package dev.bivouac.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bivouac.cli.extension.Extension;
import dev.bivouac.run.RunLimits;
import dev.bivouac.workflow.UnknownNameException;
import dev.bivouac.workflow.Workflow;
import dev.bivouac.workflows.Workflows;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A workflow as it is shown to people.
 *
 * @param from the jar or folder that it came with, or {@code built-in}
 */
record KnownWorkflow(Workflow workflow, String from) {
  /** Those that come with the program, then the user's own. */
  static List<KnownWorkflow> all(List<Path> own, Surroundings around) {
    var all = new ArrayList<KnownWorkflow>();
    Workflows.all().forEach(it -> all.add(new KnownWorkflow(it, DeclaredTool.BUILT_IN)));
    for (Extension extension : Wiring.extensions(own, around)) {
      String from = extension.path().toString();
      extension.workflows().forEach(it -> all.add(new KnownWorkflow(it, from)));
    }
    return all;
  }

  /** The one of that name. */
  static KnownWorkflow named(String name, List<KnownWorkflow> workflows) {
    return workflows.stream()
        .filter(known -> known.workflow().name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new UnknownNameException(
                "Workflow", name, workflows.stream().map(it -> it.workflow().name()).toList()));
  }

  /** Its limits in one line. */
  String limits() {
    RunLimits limits = workflow.limits();
    return "%,d steps, %s, %,d tokens, %s at work"
        .formatted(
            limits.maxSteps(),
            limits.maxCost().map(cost -> cost.toPlainString() + " USD").orElse("no limit on money"),
            limits.maxTokens(),
            time(limits.maxActive()));
  }

  private static String time(Duration duration) {
    return duration.toMinutesPart() == 0 && duration.toSecondsPart() == 0
        ? duration.toHours() + " h"
        : duration.toSeconds() < 60 ? duration.toSeconds() + " s" : duration.toMinutes() + " min";
  }

  ObjectNode json() {
    ObjectNode node =
        new ObjectMapper()
            .createObjectNode()
            .put("name", workflow.name())
            .put("description", workflow.description())
            .put("from", from);
    var parameters = node.putArray("parameters");
    workflow
        .parameters()
        .forEach(parameter ->
            parameters
                .addObject()
                .put("name", parameter.name())
                .put("description", parameter.description())
                .put("default", parameter.byDefault()));
    RunLimits limits = workflow.limits();
    node.putObject("limits")
        .put("steps", limits.maxSteps())
        .put("costUsd", limits.maxCost().map(BigDecimal::doubleValue).orElse(null))
        .put("tokens", limits.maxTokens())
        .put("seconds", limits.maxActive().toSeconds());
    return node;
  }
}
