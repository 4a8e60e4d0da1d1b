package dev.bivouac.cli;

import dev.bivouac.cli.story.Called;
import dev.bivouac.cli.story.Chapter;
import dev.bivouac.cli.story.Story;
import dev.bivouac.journal.ModelReply;
import dev.bivouac.journal.Step;
import dev.bivouac.tool.ToolResult;
import java.time.Duration;
import java.util.function.Consumer;

/** Writes the steps of a run as lines for people. What others wrote can control no terminal. */
final class StoryText {
  private static final int LONGEST = 2000;
  private static final int MOMENT = 400;
  private static final String UNKNOWN = "OUTCOME UNKNOWN";

  private final Story story;
  private final Telling telling;
  private final Consumer<String> out;

  /**
   * Writes as it is told.
   *
   * @param out gets a line at a time, as it may stand in a terminal
   */
  StoryText(Story story, Telling telling, Consumer<String> out) {
    this.story = story;
    this.telling = telling;
    this.out = out;
  }

  /** One step with all that happened in it. */
  void chapter(Chapter chapter) {
    out.accept(title(chapter));
    var moments = new MomentText();
    chapter.asking().before().forEach(moment -> moment("  ", moments.tell(moment)));
    chapter.answer().ifPresent(answer -> said(answer.reply()));
    chapter.calls().forEach(this::call);
    chapter.after().forEach(moment -> moment("  ", moments.tell(moment)));
  }

  private void moment(String margin, String text) {
    block(margin, telling.full() ? text : SafeText.line(text, MOMENT));
  }

  /** A text of several lines behind a margin. */
  void block(String margin, String text) {
    for (String line : TextRows.wrap(SafeText.lines(text), telling.width() - margin.length())) {
      out.accept((margin + line).stripTrailing());
    }
  }

  /** One line, cut where the width ends unless everything is asked for. */
  void line(String margin, String text) {
    if (telling.full()) {
      block(margin, text);
    } else {
      out.accept(margin + TextRows.cut(firstLine(text), telling.width() - margin.length()));
    }
  }

  private String title(Chapter chapter) {
    String began =
        chapter.began().map(mark -> "  +" + Shown.duration(story.started().until(mark))).orElse("");
    String took =
        chapter
            .answer()
            .map(answer -> ", model " + Shown.duration(answer.asked().until(answer.at())))
            .orElse("");
    String used =
        chapter.usage().total() == 0
            ? ""
            : ", "
                + RunStory.tokens(chapter.usage())
                + chapter.usage().cost().map(cost -> ", " + Shown.cost(cost)).orElse("");
    return telling.ink().bold("Step " + chapter.number()) + telling.ink().dim(began + took + used);
  }

  private void said(ModelReply reply) {
    if (telling.reasoning()) {
      reply
          .reasoning()
          .filter(text -> !text.isBlank())
          .ifPresent(text -> block("  | ", text.strip()));
    }
    boolean told = story.state().isAnswer(reply);
    if (told && !telling.full()) {
      out.accept("  The final answer, %s.".formatted(Shown.size(reply.text().length())));
    } else if (!reply.text().isBlank()) {
      line("  ", reply.text().strip());
    }
  }

  private void call(Called called) {
    String what =
        "%s %s %s"
            .formatted(
                called.call().key(),
                called.call().name(),
                telling.full()
                    ? called.call().arguments()
                    : Shown.arguments(called.call().arguments()));
    line("  ", what);
    called.failures().forEach(failed -> moment("      ", new MomentText().tell(failed)));
    String took = called.took().map(Shown::duration).map(text -> text + ", ").orElse("");
    ending(called, took);
  }

  private void ending(Called called, String took) {
    if (called.ending().isEmpty()) {
      out.accept("      " + open(called));
      return;
    }
    switch (called.ending().get().end()) {
      case Step.End.Unknown unknown ->
          result(telling.ink().bold(UNKNOWN), "", withoutMark(unknown.text()));
      case Step.End.Known known -> {
        switch (known.result()) {
          case ToolResult.Success success ->
              result("", took + Shown.size(success.text().length()), success.text());
          case ToolResult.Failure failure ->
              result(telling.ink().bold("failed"), took, failure.text());
        }
      }
    }
  }

  private String open(Called called) {
    if (called.starts().isEmpty()) {
      return "not started yet";
    }
    Duration since = called.starts().getLast().until(story.last());
    return story.state().pause().isPresent() || story.state().outcome().isPresent()
        ? "cut short"
        : "started, no result yet (%s later)".formatted(Shown.duration(since));
  }

  private void result(String mark, String figures, String text) {
    String tidy = figures.endsWith(", ") ? figures.substring(0, figures.length() - 2) : figures;
    String head =
        mark.isEmpty() ? tidy : tidy.isEmpty() ? mark : "%s after %s".formatted(mark, tidy);
    if (telling.full()) {
      out.accept("      " + head + ":");
      block("      ", text.strip());
    } else {
      int room = telling.width() - 8 - tidy.length() - (mark.isEmpty() ? 0 : 22);
      String first = TextRows.cut(firstLine(text), Math.max(20, room));
      out.accept("      " + head + (first.isEmpty() ? "" : ": " + telling.ink().dim(first)));
    }
  }

  /** What the model is told begins with the same words. */
  static String withoutMark(String text) {
    return text.startsWith(UNKNOWN)
        ? text.substring(UNKNOWN.length()).replaceFirst("^[.:]? *", "")
        : text;
  }

  /** The first line that says something, as it may stand in a terminal. */
  static String firstLine(String text) {
    String first = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    return SafeText.line(first, LONGEST);
  }
}
