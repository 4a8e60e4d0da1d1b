package dev.bivouac.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bivouac.cli.story.Called;
import dev.bivouac.cli.story.Chapter;
import dev.bivouac.cli.story.Moment;
import dev.bivouac.cli.story.Story;
import dev.bivouac.journal.Step;
import dev.bivouac.tool.ToolResult;
import java.time.Duration;
import java.util.Locale;

/** The steps of a run as {@code show --json --full} prints them. Fields are only ever added. */
final class StoryJson {
  private StoryJson() {}

  /** Adds {@code startedAt}, {@code updatedAt} and {@code story} to a run's document. */
  static void add(ObjectNode run, Story story) {
    run.put("startedAt", story.started().at().toString());
    run.put("updatedAt", story.last().at().toString());
    run.put("goal", story.goal());
    ArrayNode chapters = run.putArray("story");
    story.chapters().forEach(chapter -> write(chapters.addObject(), chapter));
  }

  private static void write(ObjectNode node, Chapter chapter) {
    node.put("step", chapter.number());
    node.put("startedAt", chapter.began().map(mark -> mark.at().toString()).orElse(null));
    SummaryJson.usage(node, chapter.usage());
    chapter
        .answer()
        .ifPresent(answer ->
            node.putObject("reply")
                .put("at", answer.at().at().toString())
                .put("seconds", seconds(answer.asked().until(answer.at())))
                .put("reasoning", answer.reply().reasoning().orElse(null))
                .put("text", answer.reply().text()));
    ArrayNode calls = node.putArray("calls");
    chapter.calls().forEach(called -> write(calls.addObject(), called));
    ArrayNode moments = node.putArray("moments");
    chapter.asking().before().forEach(moment -> write(moments.addObject(), moment));
    chapter
        .calls()
        .forEach(called ->
            called
                .failures()
                .forEach(failed ->
                    write(
                        moments.addObject().put("call", called.call().key().toString()), failed)));
    chapter.after().forEach(moment -> write(moments.addObject(), moment));
  }

  private static void write(ObjectNode node, Called called) {
    node.put("call", called.call().key().toString())
        .put("tool", called.call().name())
        .put("arguments", called.call().arguments())
        .put(
            "startedAt",
            called.starts().isEmpty() ? null : called.starts().getLast().at().toString())
        .put("endedAt", called.ending().map(end -> end.at().at().toString()).orElse(null))
        .put("seconds", called.took().map(StoryJson::seconds).orElse(null))
        .put("outcome", called.ending().map(end -> word(end.end())).orElse("open"))
        .put("text", called.ending().map(end -> end.end().text()).orElse(null));
  }

  private static String word(Step.End end) {
    return switch (end) {
      case Step.End.Unknown unknown -> "unknown";
      case Step.End.Known known ->
          switch (known.result()) {
            case ToolResult.Success success -> "success";
            case ToolResult.Failure failure -> "failure";
          };
    };
  }

  private static void write(ObjectNode node, Moment moment) {
    node.put("at", moment.mark().at().toString())
        .put("type", moment.getClass().getSimpleName().toLowerCase(Locale.ROOT))
        .put("text", new MomentText().tell(moment));
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
