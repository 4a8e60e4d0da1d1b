package dev.bivouac.workflow;

import dev.bivouac.journal.OpeningMessage;
import dev.bivouac.journal.RunSetting;
import dev.bivouac.journal.RunState;
import dev.bivouac.run.RunLimits;
import java.util.List;
import java.util.Map;

/** A goal and nothing else: no prompt of its own, no files. For programs that embed the runtime. */
public final class GoalWorkflow implements Workflow {
  public static final String NAME = "goal";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "Pursues one goal with the tools at hand.";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(new Parameter(NAME, "what is to be done", ""));
  }

  @Override
  public RunLimits limits() {
    return RunLimits.DEFAULT;
  }

  @Override
  public List<OpeningMessage> open(Map<String, String> parameters, RunSetting setting) {
    String goal = parameters.getOrDefault(NAME, "");
    if (goal.isBlank()) {
      throw new InvalidParameterException(NAME, "a sentence that says what is to be done", goal);
    }
    return List.of(OpeningMessage.user(goal));
  }

  @Override
  public Output output(RunState run) {
    return Output.NOTHING;
  }
}
