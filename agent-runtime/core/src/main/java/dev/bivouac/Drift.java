package dev.bivouac;

import dev.bivouac.journal.Opening;
import dev.bivouac.journal.OpeningMessage;
import dev.bivouac.journal.RunSpec;
import dev.bivouac.journal.RunState;
import dev.bivouac.tool.ToolSchema;
import dev.bivouac.workflow.InvalidParameterException;
import dev.bivouac.workflow.Workflow;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What differs between the program that a run was started with and the one that resumes it. The run
 * is sent what it was sent before in any case: this is for people.
 */
final class Drift {
  private static final int SHOWN = 60;

  private final List<String> found = new ArrayList<>();

  private Drift() {}

  /** A sentence for each difference; empty if there is none. */
  static List<String> between(RunState run, RuntimeSettings settings) {
    var drift = new Drift();
    RunSpec spec = run.started().spec();
    drift.compare("The program", spec.program(), settings.origin().program());
    drift.compare(
        "The model", run.terms().model().label(), settings.parts().askedNext(run).choice().label());
    drift.prompt(run.started().opening(), spec, settings.workflows());
    for (ToolSchema before : run.started().opening().tools()) {
      drift.tool(before, settings.parts().toolbox().schema(before.name()));
    }
    for (ToolSchema now : settings.declared()) {
      if (run.started().opening().tool(now.name()).isEmpty()) {
        drift.found.add("Tool %s is new; the model is not told of it.".formatted(now.name()));
      }
    }
    return List.copyOf(drift.found);
  }

  private void compare(String what, String before, String now) {
    if (!before.equals(now)) {
      found.add("%s was %s and is %s.".formatted(what, before, now));
    }
  }

  private void prompt(Opening opening, RunSpec spec, List<Workflow> workflows) {
    Optional<Workflow> workflow =
        workflows.stream().filter(known -> known.name().equals(spec.workflow())).findFirst();
    if (workflow.isEmpty()) {
      found.add("Workflow %s is gone; its files are not written.".formatted(spec.workflow()));
      return;
    }
    try {
      messages(opening.messages(), workflow.get().open(spec.parameters(), spec.setting()));
    } catch (InvalidParameterException e) {
      found.add(
          "Workflow %s refuses what the run was started with: %s"
              .formatted(spec.workflow(), e.getMessage()));
    }
  }

  private void messages(List<OpeningMessage> before, List<OpeningMessage> now) {
    if (before.size() != now.size()) {
      found.add(
          "The opening had %d messages and has %d; the model is sent the old ones."
              .formatted(before.size(), now.size()));
      return;
    }
    for (int i = 0; i < before.size(); i++) {
      if (!before.get(i).equals(now.get(i))) {
        String role = before.get(i).role().name().toLowerCase(Locale.ROOT);
        found.add(
            "The %s prompt has changed, %s; the model is sent the old one."
                .formatted(role, firstChange(before.get(i).text(), now.get(i).text())));
      }
    }
  }

  private static String firstChange(String before, String now) {
    List<String> old = before.lines().toList();
    List<String> young = now.lines().toList();
    int line = 0;
    while (line < old.size() && line < young.size() && old.get(line).equals(young.get(line))) {
      line++;
    }
    return "from line %d on ('%s' was '%s')"
        .formatted(line + 1, line(young, line), line(old, line));
  }

  private static String line(List<String> lines, int number) {
    String line = number < lines.size() ? lines.get(number) : "";
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
  }

  private void tool(ToolSchema before, Optional<ToolSchema> current) {
    if (current.isEmpty()) {
      found.add("Tool %s is gone; calls of it fail.".formatted(before.name()));
      return;
    }
    ToolSchema now = current.get();
    if (!now.description().equals(before.description())) {
      known(before, "its description");
    }
    if (!now.parameterTree().equals(before.parameterTree())) {
      known(before, "its parameters (%s; now %s)".formatted(names(before), names(now)));
    }
    boolean sameParts =
        now.description().equals(before.description())
            && now.parameterTree().equals(before.parameterTree());
    if (sameParts && !now.declaration().equals(before.declaration())) {
      known(before, "its declaration");
    }
    if (now.repeat() != before.repeat()) {
      found.add(
          "Tool %s was %s and is %s; for this run it stays %s."
              .formatted(before.name(), before.repeat(), now.repeat(), before.repeat()));
    }
  }

  private void known(ToolSchema tool, String what) {
    found.add(
        "Tool %s has changed %s; the model still knows it as it was.".formatted(tool.name(), what));
  }

  private static String names(ToolSchema tool) {
    var names = new ArrayList<String>();
    tool.parameterTree().path("properties").fieldNames().forEachRemaining(names::add);
    return names.isEmpty() ? "none" : String.join(", ", names);
  }
}
