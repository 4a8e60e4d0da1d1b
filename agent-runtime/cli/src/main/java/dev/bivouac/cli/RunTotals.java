package dev.bivouac.cli;

import dev.bivouac.cli.page.Html;
import dev.bivouac.cli.story.Called;
import dev.bivouac.cli.story.Chapter;
import dev.bivouac.cli.story.Moment;
import dev.bivouac.cli.story.Story;
import dev.bivouac.journal.Step;
import dev.bivouac.tool.ToolResult;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What each tool and the model did in all. */
final class RunTotals {
  private static final int SHOWN = 60;
  private static final int NAME = 80;

  private static final class Row {
    private int calls;
    private int failed;
    private int unknown;
    private long characters;
    private Duration took = Duration.ZERO;

    void add(Called called) {
      calls++;
      took = took.plus(called.took().orElse(Duration.ZERO));
      called
          .ending()
          .ifPresent(ending -> {
            characters += ending.end().text().length();
            switch (ending.end()) {
              case Step.End.Unknown end -> unknown++;
              case Step.End.Known end ->
                  failed += end.result() instanceof ToolResult.Failure ? 1 : 0;
            }
          });
    }
  }

  private final Story story;

  RunTotals(Story story) {
    this.story = story;
  }

  void write(Html place) {
    var model = new Row();
    Map<String, Row> tools = new TreeMap<>();
    for (Chapter chapter : story.chapters()) {
      chapter.calls().forEach(called -> row(tools, called.call().name()).add(called));
      chapter
          .answer()
          .ifPresent(answer -> {
            model.calls++;
            model.characters += answer.reply().text().length();
            model.took = model.took.plus(answer.asked().until(answer.at()));
          });
      for (Moment moment : chapter.asking().before()) {
        model.failed += moment instanceof Moment.Failed ? 1 : 0;
        model.unknown += moment instanceof Moment.Unanswered ? 1 : 0;
      }
    }
    Html table = place.add("div", "scroll").add("table");
    Html head = table.add("thead").add("tr");
    head.add("th").text("What");
    for (String name : new String[] {"Answers", "Failed", "Unknown", "Characters", "Time"}) {
      head.add("th", "number").text(name);
    }
    Html body = table.add("tbody");
    write(body, "the model", model);
    tools.forEach((name, row) -> write(body, name, row));
  }

  /** A model may invent names without end; the table shows some of them. */
  private static Row row(Map<String, Row> tools, String name) {
    String shown = SafeText.line(name, NAME);
    boolean room = tools.containsKey(shown) || tools.size() < SHOWN;
    return tools.computeIfAbsent(room ? shown : "(others)", unused -> new Row());
  }

  private static void write(Html body, String name, Row row) {
    Html line = body.add("tr");
    line.add("td").text(name);
    line.add("td", "number").text("" + row.calls);
    line.add("td", "number").text("" + row.failed);
    line.add("td", "number").text("" + row.unknown);
    line.add("td", "number").text(String.format(Locale.ROOT, "%,d", row.characters));
    line.add("td", "number").text(row.took.isZero() ? "" : Shown.duration(row.took));
  }
}
