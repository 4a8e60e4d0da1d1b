package dev.bivouac.workflows.dailynews;

import dev.bivouac.journal.OpeningMessage;
import dev.bivouac.journal.RunSetting;
import dev.bivouac.journal.RunSpec;
import dev.bivouac.journal.RunState;
import dev.bivouac.run.RunLimits;
import dev.bivouac.run.RunOutcome;
import dev.bivouac.workflow.Output;
import dev.bivouac.workflow.Output.OutputFile;
import dev.bivouac.workflow.Parameter;
import dev.bivouac.workflow.Workflow;
import dev.bivouac.workflows.prompt.PromptTemplate;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Searches, reads and writes the news of the day; what the model wrote is checked against it. */
public final class DailyNewsReport implements Workflow {
  private static final PromptTemplate PROMPT =
      PromptTemplate.beside(
          DailyNewsReport.class,
          Set.of("topic", "since", "articles", "language", "language-name", "today"));

  @Override
  public String name() {
    return "daily-news-report";
  }

  @Override
  public String description() {
    return "Searches and reads the news of the day and writes a report with a source for every"
        + " statement.";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("topic", "What the report is about; empty for the day's main news.", ""),
        new Parameter("since", "How far back news counts: 24h, 2d, 90m.", "24h"),
        new Parameter("articles", "How many articles to read, from 1 to 60.", "12"),
        new Parameter(
            "language", "Language of the report, such as en or de; empty for your own.", ""),
        new Parameter(
            "sources", "Feeds to search: a file or a comma list; empty for the feeds list.", ""));
  }

  @Override
  public RunLimits limits() {
    return RunLimits.DEFAULT.withMaxCost(Optional.of(new BigDecimal("1.00")));
  }

  @Override
  public List<OpeningMessage> open(Map<String, String> parameters, RunSetting setting) {
    var request = ReportRequest.of(parameters, setting);
    return PROMPT.fill(
        Map.of(
            "topic", request.topicInWords(),
            "since", request.since().words(),
            "articles", Integer.toString(request.articles()),
            "language", request.language().toLanguageTag(),
            "language-name", request.language().getDisplayName(Locale.ENGLISH),
            "today", "%s (%s)".formatted(today(setting), setting.zone().getId())));
  }

  private static LocalDate today(RunSetting setting) {
    return setting.startedAt().atZone(setting.zone()).toLocalDate();
  }

  @Override
  public Output output(RunState run) {
    if (!(run.outcome().orElse(null) instanceof RunOutcome.Completed(String answer))) {
      return Output.NOTHING;
    }
    RunSpec spec = run.started().spec();
    String text = ReportText.of(answer);
    if ("true".equals(spec.setting().wiring().get("rehearsal"))) {
      text = RehearsalNote.in(text);
    }
    var checked = ReportCheck.of(text, Articles.of(run), asked(run));
    String end = "\n---\n\n%s\n".formatted(String.join(" ", checked.notes()));
    String name = ReportName.of(today(spec.setting()), spec);
    return new Output(List.of(new OutputFile(name, checked.markdown() + end)), checked.notes());
  }

  /** The goal and what the model searched for: all that a quiet day's report can be about. */
  private static String asked(RunState run) {
    String goal = run.started().opening().messages().getLast().text();
    return Stream.concat(Stream.of(goal), run.calls().map(call -> call.call().arguments()))
        .collect(Collectors.joining("\n"));
  }
}
