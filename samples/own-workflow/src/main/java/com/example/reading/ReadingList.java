package com.example.reading;

import dev.bivouac.journal.OpeningMessage;
import dev.bivouac.journal.RunSetting;
import dev.bivouac.journal.RunState;
import dev.bivouac.run.RunLimits;
import dev.bivouac.run.RunOutcome;
import dev.bivouac.workflow.InvalidParameterException;
import dev.bivouac.workflow.Output;
import dev.bivouac.workflow.Output.OutputFile;
import dev.bivouac.workflow.Parameter;
import dev.bivouac.workflow.Workflow;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A workflow: what can be said about a run, what the model is sent, which files come of it. */
public final class ReadingList implements Workflow {
  @Override
  public String name() {
    return "reading-list";
  }

  @Override
  public String description() {
    return "Finds pages on a subject that are worth reading, and says why.";
  }

  /** Each becomes a flag: --subject and --length. */
  @Override
  public List<Parameter> parameters() {
    return List.of(
        new Parameter("subject", "What you want to read about.", "tides"),
        new Parameter("length", "How many pages to list, from 1 to 20.", "5"));
  }

  @Override
  public RunLimits limits() {
    return RunLimits.DEFAULT.withMaxSteps(60).withMaxCost(Optional.of(new BigDecimal("0.50")));
  }

  /** The same parameters always give the same words, so that a resumed run sends them again. */
  @Override
  public List<OpeningMessage> open(Map<String, String> parameters, RunSetting setting) {
    String subject = parameters.get("subject").strip();
    if (subject.isEmpty()) {
      throw new InvalidParameterException("subject", "a few words", subject);
    }
    return List.of(
        OpeningMessage.system(
            "You make reading lists. Search with `web_search`, read with `fetch_article`, and list"
                + " only pages that you have read."),
        OpeningMessage.user(
            """
            Make a reading list.

            Topic: %s
            Articles: %d

            One Markdown bullet for each page: its title as a link, and one sentence that says what
            can be learnt there."""
                .formatted(subject, length(parameters.get("length")))));
  }

  private static int length(String text) {
    if (!text.matches("1?[0-9]|20") || text.equals("0")) {
      throw new InvalidParameterException("length", "a number from 1 to 20", text);
    }
    return Integer.parseInt(text);
  }

  /** Computed from the journal alone: a resume writes a file again that has gone missing. */
  @Override
  public Output output(RunState run) {
    if (!(run.outcome().orElseThrow() instanceof RunOutcome.Completed completed)) {
      return Output.NOTHING;
    }
    String subject = run.started().spec().parameters().get("subject");
    String name = "reading-list-" + subject.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".md";
    return new Output(List.of(new OutputFile(name, completed.answer() + "\n")), List.of());
  }
}
