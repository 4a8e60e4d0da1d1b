package dev.bivouac.workflows.ask;

import dev.bivouac.journal.OpeningMessage;
import dev.bivouac.journal.RunSetting;
import dev.bivouac.journal.RunState;
import dev.bivouac.run.RunLimits;
import dev.bivouac.workflow.InvalidParameterException;
import dev.bivouac.workflow.Output;
import dev.bivouac.workflow.Parameter;
import dev.bivouac.workflow.Workflow;
import dev.bivouac.workflows.prompt.PromptTemplate;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One goal in the user's own words. It leaves no files: the answer is the run's outcome. */
public final class Ask implements Workflow {
  private static final int LONGEST_GOAL = 100_000;
  private static final PromptTemplate PROMPT =
      PromptTemplate.beside(Ask.class, Set.of("goal", "today", "zone", "language"));

  @Override
  public String name() {
    return "ask";
  }

  @Override
  public String description() {
    return "Works on any goal with the tools at hand and answers.";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(new Parameter("goal", "What is to be found out or done, in plain words.", ""));
  }

  @Override
  public RunLimits limits() {
    return RunLimits.DEFAULT.withMaxCost(Optional.of(new BigDecimal("5.00")));
  }

  @Override
  public List<OpeningMessage> open(Map<String, String> parameters, RunSetting setting) {
    String goal = parameters.getOrDefault("goal", "").strip();
    if (goal.isEmpty()) {
      throw new InvalidParameterException("goal", "a question or a task in plain words", goal);
    }
    if (goal.length() > LONGEST_GOAL) {
      throw new InvalidParameterException(
          "goal", "at most 100,000 characters long", goal.substring(0, 60) + "…");
    }
    return PROMPT.fill(
        Map.of(
            "goal", goal,
            "today", setting.startedAt().atZone(setting.zone()).toLocalDate().toString(),
            "zone", setting.zone().getId(),
            "language", setting.language().getDisplayLanguage(Locale.ENGLISH)));
  }

  @Override
  public Output output(RunState run) {
    return Output.NOTHING;
  }
}
