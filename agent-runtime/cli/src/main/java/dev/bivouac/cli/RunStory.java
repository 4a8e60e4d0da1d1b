package dev.bivouac.cli;

import dev.bivouac.cli.story.Chapter;
import dev.bivouac.cli.story.Story;
import dev.bivouac.journal.RunHead;
import dev.bivouac.journal.RunState;
import dev.bivouac.run.RunOutcome;
import dev.bivouac.run.Usage;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** A run told for people: what was asked, what happened, where it stands, what to do next. */
final class RunStory {
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
  private static final int FACT = 400;
  private static final int GOAL_LINES = 12;
  private static final String LABEL = "  %-10s ";

  private final RunHead head;
  private final Story story;
  private final Optional<Path> log;

  /**
   * Knows what there is to tell.
   *
   * @param log the run's log file, if there is one
   */
  RunStory(RunHead head, Story story, Optional<Path> log) {
    this.head = head;
    this.story = story;
    this.log = log;
  }

  /** Everything, from the goal to what to do next. */
  void whole(Telling telling, ZoneId zone, Consumer<String> out) {
    var text = new StoryText(story, telling, out);
    head(telling, zone, out);
    goal(telling, text, out);
    for (Chapter chapter : story.chapters()) {
      out.accept("");
      text.chapter(chapter);
    }
    out.accept("");
    new Standing(head, story).lines().forEach(line -> text.block("", line));
    report(telling, text, out);
  }

  private void head(Telling telling, ZoneId zone, Consumer<String> out) {
    RunState state = story.state();
    out.accept(telling.ink().bold("Run %s  %s".formatted(head.id(), LsCommand.word(head))));
    String rehearsal = story.rehearsal() ? "; a rehearsal: no language model took part" : "";
    var facts = new LinkedHashMap<String, String>();
    facts.put("Workflow", head.spec().workflow());
    facts.put("Model", state.terms().model().label() + rehearsal);
    head.key().ifPresent(key -> facts.put("Key", key));
    facts.put("Started", times(zone));
    facts.put("Steps", steps(state));
    facts.put("Tokens", tokens(state.progress().usage()));
    facts.put("Cost", CostText.of(story));
    facts.forEach((name, value) -> fact(telling, name, value, out));
    // Not broken into lines, so that it can be copied.
    log.ifPresent(
        file -> out.accept(LABEL.formatted("Log") + SafeText.line(file.toString(), FACT)));
  }

  private String times(ZoneId zone) {
    ZonedDateTime began = story.started().at().atZone(zone);
    ZonedDateTime last = story.last().at().atZone(zone);
    boolean sameDay = began.toLocalDate().equals(last.toLocalDate());
    return "%s, last entry %s; %s at work"
        .formatted(
            DAY_AND_TIME.format(began),
            (sameDay ? TIME : DAY_AND_TIME).format(last),
            Shown.duration(story.state().progress().active()));
  }

  private static void fact(Telling telling, String name, String value, Consumer<String> out) {
    String label = LABEL.formatted(name);
    int room = telling.width() - label.length();
    for (String line : TextRows.wrap(SafeText.line(value, FACT), room)) {
      out.accept(label + line);
      label = " ".repeat(label.length());
    }
  }

  private void goal(Telling telling, StoryText text, Consumer<String> out) {
    out.accept("");
    out.accept(telling.ink().bold("Goal"));
    var kept = new ArrayList<String>();
    new StoryText(story, telling, kept::add).block("  ", story.goal().strip());
    int shown = telling.full() ? kept.size() : Math.min(GOAL_LINES, kept.size());
    kept.subList(0, shown).forEach(out);
    if (shown < kept.size()) {
      text.block("  ", "... (%d more lines: --full)".formatted(kept.size() - shown));
    }
  }

  private void report(Telling telling, StoryText text, Consumer<String> out) {
    Report.of(story.state())
        .ifPresent(report -> {
          report.notes().forEach(note -> text.block("", "Checked: " + note));
          out.accept("");
          out.accept(telling.ink().bold("Report"));
          out.accept("");
          report.tell(telling.textWidth(), out);
        });
  }

  static String steps(RunState state) {
    return String.format(
        Locale.ROOT,
        "%d of at most %d; %s%s",
        state.steps().size(),
        state.limits().maxSteps(),
        Shown.count(state.calls().count(), "tool call"),
        unknown(state));
  }

  private static String unknown(RunState state) {
    return state.unknownOutcomes() == 0
        ? ""
        : ", %d with unknown outcome".formatted(state.unknownOutcomes());
  }

  static String tokens(Usage usage) {
    return Shown.tokensAlone(usage).replace(" tokens", "");
  }

  /**
   * Where a run stands and what to do next, a sentence each.
   *
   * @param head as the store knows it
   * @param story as its journal tells it
   */
  record Standing(RunHead head, Story story) {
    List<String> lines() {
      var lines = new ArrayList<String>();
      String id = head.id().value();
      RunState state = story.state();
      if (state.outcome().isPresent()) {
        lines.add(
            switch (state.outcome().get()) {
              case RunOutcome.Completed completed -> completed(state, id);
              case RunOutcome.Failed failed -> "Failed: " + failed.reason();
              case RunOutcome.Cancelled cancelled -> "Cancelled: " + cancelled.reason();
            });
      } else if (head.atWork()) {
        lines.add("At work in %s.".formatted(head.holder().orElseThrow().process()));
      } else {
        lines.add(state.pause().map(pause -> "Paused: " + pause.message()).orElse("Interrupted."));
        lines.add("Go on with: " + WayOn.command(head.id(), state));
      }
      if (state.unknownOutcomes() > 0) {
        lines.add(
            "%s with an unknown outcome: check what happened."
                .formatted(Shown.count(state.unknownOutcomes(), "tool call")));
      }
      return lines;
    }

    private static String completed(RunState state, String id) {
      Report report = Report.of(state).orElseThrow();
      Path folder = state.started().spec().setting().outputFolder();
      return report.files().isEmpty()
          ? "Completed."
          : "Completed: %s. `bivouac resume %s` writes a missing file again."
              .formatted(
                  String.join(
                      ", ",
                      report.files().stream()
                          .map(name -> folder.resolve(name).toString())
                          .toList()),
                  id);
    }
  }
}
