package dev.bivouac.cli;

import dev.bivouac.cli.page.Html;
import dev.bivouac.cli.story.Called;
import dev.bivouac.cli.story.Chapter;
import dev.bivouac.cli.story.Moment;
import dev.bivouac.cli.story.Story;
import dev.bivouac.journal.ModelReply;
import dev.bivouac.journal.Step;
import dev.bivouac.tool.ToolResult;

/** The steps of a run on its page: what was thought, said and called, folded up. */
final class RunPageSteps {
  private static final int FIRST_LINE = 140;
  private static final int ARGUMENTS = 160;

  private final Story story;
  private final Excerpts excerpts;

  RunPageSteps(Story story, Excerpts excerpts) {
    this.story = story;
    this.excerpts = excerpts;
  }

  void write(Html place) {
    if (story.chapters().isEmpty()) {
      place.add("p", "quiet").text("Not one step was begun.");
    }
    story.chapters().forEach(chapter -> write(place, chapter));
  }

  private void write(Html place, Chapter chapter) {
    Html section = place.add("section", "step").set("id", "step-" + chapter.number());
    Html title = section.add("h3");
    title.text("Step " + chapter.number() + " ");
    title.add("small").text(figures(chapter));
    chapter.asking().before().forEach(moment -> write(section, moment));
    chapter.answer().ifPresent(answer -> write(section, answer.reply()));
    chapter.calls().forEach(called -> write(section, called));
    chapter.after().forEach(moment -> write(section, moment));
  }

  private String figures(Chapter chapter) {
    String began =
        chapter.began().map(mark -> "+" + Shown.duration(story.started().until(mark))).orElse("");
    String took =
        chapter
            .answer()
            .map(answer -> ", the model took " + Shown.duration(answer.asked().until(answer.at())))
            .orElse("");
    String used = chapter.usage().total() == 0 ? "" : ", " + Shown.tokens(chapter.usage());
    return began + took + used;
  }

  private void write(Html section, Moment moment) {
    String kind =
        switch (moment) {
          case Moment.Failed failed -> " bad";
          case Moment.Unanswered unanswered -> " unknown";
          case Moment.Changed changed -> " pause";
          case Moment.Paused paused -> " pause";
          case Moment.Resumed resumed -> " pause";
          case Moment.Waited waited -> "";
          case Moment.Reminded reminded -> "";
          case Moment.Hidden hidden -> "";
        };
    section.add("p", "moment" + kind).text(excerpts.of(new MomentText().tell(moment)));
  }

  private void write(Html section, ModelReply reply) {
    reply
        .reasoning()
        .filter(text -> !text.isBlank())
        .ifPresent(text -> folded(section, "Reasoning", text.strip()));
    String text = reply.text().strip();
    boolean isReport = story.state().isAnswer(reply);
    if (isReport) {
      folded(section, "The final answer", text);
    } else if (!text.isEmpty()) {
      section.add("p", "said").text(excerpts.of(text));
    }
  }

  private void folded(Html section, String name, String text) {
    Html details = section.add("details");
    Html summary = details.add("summary");
    summary.text(name + " ");
    summary
        .add("span", "first")
        .text(
            Shown.size(text.length())
                + ": "
                + SafeText.line(text.lines().findFirst().orElse(""), FIRST_LINE));
    details.add("pre").text(excerpts.of(text));
  }

  private void write(Html section, Called called) {
    Html details = section.add("details");
    Html summary = details.add("summary");
    summary.text(called.call().key() + " ");
    summary.add("strong").text(SafeText.line(called.call().name(), ARGUMENTS));
    summary.text(" ");
    summary.add("code").text(SafeText.line(Shown.arguments(called.call().arguments()), ARGUMENTS));
    summary.text(" ");
    ending(summary, called);
    details.add("pre").text(excerpts.of(called.call().arguments()));
    called.failures().forEach(failed -> write(details, failed));
    called.ending().ifPresent(ending -> details.add("pre").text(excerpts.of(ending.end().text())));
  }

  private void ending(Html summary, Called called) {
    if (called.ending().isEmpty()) {
      String word = called.starts().isEmpty() ? "not started" : "no result written down";
      summary.add("span", "mark unknown").text(word);
      return;
    }
    Step.End end = called.ending().get().end();
    String kind =
        switch (end) {
          case Step.End.Unknown unknown -> "unknown";
          case Step.End.Known known -> known.result() instanceof ToolResult.Failure ? "bad" : "";
        };
    if (!kind.isEmpty()) {
      summary.add("span", "mark " + kind).text(kind.equals("bad") ? "failed " : "OUTCOME UNKNOWN ");
    }
    String took = called.took().map(duration -> Shown.duration(duration) + ", ").orElse("");
    summary
        .add("span", "first")
        .text(
            "%s%s: %s"
                .formatted(
                    took,
                    Shown.size(end.text().length()),
                    SafeText.line(
                        StoryText.firstLine(StoryText.withoutMark(end.text())), FIRST_LINE)));
  }
}
