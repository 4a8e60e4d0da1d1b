package dev.bivouac.cli;

import dev.bivouac.cli.page.Html;
import dev.bivouac.cli.page.Scale;
import dev.bivouac.cli.story.Called;
import dev.bivouac.cli.story.Chapter;
import dev.bivouac.cli.story.Mark;
import dev.bivouac.cli.story.Moment;
import dev.bivouac.cli.story.Story;
import dev.bivouac.journal.Step;
import dev.bivouac.tool.ToolResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps of a run as bars over the time it was at work: what the model took in the first lane,
 * calls below it, side by side where they ran side by side.
 */
final class RunTimeline {
  private static final int LEFT = 56;
  private static final int TOP = 34;
  private static final int LANE = 20;
  private static final int BAR = 14;
  private static final int NARROWEST = 960;
  private static final int WIDEST = 20_000;
  private static final int A_STEP = 16;

  private record Bar(int lane, Duration from, Duration to, String kind, int step, String title) {}

  private final Story story;
  private final List<Bar> bars = new ArrayList<>();
  private final List<Duration> lanes = new ArrayList<>();
  private final List<Moment> marks = new ArrayList<>();

  RunTimeline(Story story) {
    this.story = story;
    for (Chapter chapter : story.chapters()) {
      collect(chapter);
    }
  }

  void write(Html place) {
    int width = Math.clamp((long) story.chapters().size() * A_STEP + LEFT, NARROWEST, WIDEST);
    int height = TOP + LANE * (lanes.size() + 1) + 34;
    Html svg =
        place
            .add("div", "scroll")
            .add("svg")
            .set("xmlns", "http://www.w3.org/2000/svg")
            .set("width", width)
            .set("height", height)
            .set("viewBox", "0 0 %d %d".formatted(width, height))
            .set("role", "img")
            .set(
                "aria-label", "Bars over time: the model's answers, and the tool calls below them");
    var scale = new Scale(seconds(story.last().work()), LEFT, width - 16);
    axis(svg, scale, height);
    svg.add("text").set("x", 0).set("y", TOP + BAR - 3).text("model");
    if (!lanes.isEmpty()) {
      svg.add("text").set("x", 0).set("y", TOP + LANE + BAR - 3).text("tools");
    }
    bars.forEach(bar -> draw(svg, scale, bar));
    numbers(svg, scale);
    marks(svg, scale, height);
    legend(place);
  }

  private void collect(Chapter chapter) {
    int step = chapter.number();
    chapter.asking().before().forEach(moment -> collect(step, moment));
    chapter
        .answer()
        .ifPresent(answer ->
            bars.add(
                new Bar(
                    0,
                    answer.asked().work(),
                    answer.at().work(),
                    "model",
                    step,
                    "Step %d: the model, %s"
                        .formatted(step, Shown.duration(answer.asked().until(answer.at()))))));
    chapter.calls().stream().filter(called -> !called.starts().isEmpty()).forEach(this::collect);
    chapter.after().forEach(moment -> collect(step, moment));
  }

  private void collect(int step, Moment moment) {
    Mark mark = moment.mark();
    String title =
        "Step %d: %s".formatted(step, StoryText.firstLine(new MomentText().tell(moment)));
    switch (moment) {
      case Moment.Failed failed ->
          bars.add(new Bar(0, failed.began().orElse(mark).work(), mark.work(), "bad", step, title));
      case Moment.Waited waited ->
          bars.add(new Bar(0, mark.work(), mark.work().plus(waited.pause()), "wait", step, title));
      case Moment.Unanswered unanswered ->
          bars.add(new Bar(0, mark.work(), openUntil(step), "model open", step, title));
      case Moment.Changed changed -> marks.add(moment);
      case Moment.Paused paused -> marks.add(moment);
      case Moment.Resumed resumed -> marks.add(moment);
      case Moment.Reminded reminded -> {}
      case Moment.Hidden hidden -> {}
    }
  }

  /**
   * A request that is open when the journal ends goes on to its end; others ended nobody knows
   * when.
   */
  private Duration openUntil(int step) {
    Chapter last = story.chapters().getLast();
    boolean still = last.number() == step && last.answer().isEmpty();
    return still ? story.last().work() : Duration.ZERO;
  }

  private void collect(Called called) {
    Duration from = called.starts().getLast().work();
    Duration to = called.ending().map(ending -> ending.at().work()).orElse(story.last().work());
    int lane = 0;
    while (lane < lanes.size() && lanes.get(lane).compareTo(from) > 0) {
      lane++;
    }
    if (lane == lanes.size()) {
      lanes.add(to);
    } else {
      lanes.set(lane, to);
    }
    bars.add(new Bar(lane + 1, from, to, kind(called), called.call().key().step(), title(called)));
  }

  private static String kind(Called called) {
    return called
        .ending()
        .map(ending ->
            switch (ending.end()) {
              case Step.End.Unknown unknown -> "unknown";
              case Step.End.Known known ->
                  known.result() instanceof ToolResult.Failure ? "bad" : "tool";
            })
        .orElse("tool open");
  }

  private static String title(Called called) {
    String took = called.took().map(Shown::duration).orElse("no end written down");
    return "%s %s, %s"
        .formatted(called.call().key(), SafeText.line(called.call().name(), 80), took);
  }

  private static void draw(Html svg, Scale scale, Bar bar) {
    double from = scale.at(seconds(bar.from()));
    double width = Math.max(2, scale.at(seconds(bar.to())) - from);
    Html rectangle =
        svg.add("a")
            .set("href", "#step-" + bar.step())
            .set("tabindex", "-1")
            .add("rect", bar.kind())
            .set("x", from)
            .set("y", TOP + bar.lane() * LANE)
            .set("width", width)
            .set("height", BAR)
            .set("rx", 2);
    rectangle.add("title").text(bar.title());
  }

  private static void axis(Html svg, Scale scale, int height) {
    for (double second : scale.timeTicks(80)) {
      double x = scale.at(second);
      line(svg, x, TOP - 6, height - 30, "axis");
      svg.add("text")
          .set("x", x)
          .set("y", height - 16)
          .set("text-anchor", "middle")
          .text(Shown.tick(second));
    }
  }

  private void numbers(Html svg, Scale scale) {
    double free = 0;
    for (Chapter chapter : story.chapters()) {
      Optional<Mark> began = chapter.began();
      double x = began.map(mark -> scale.at(seconds(mark.work()))).orElse(-1.0);
      if (x >= free) {
        String number = "" + chapter.number();
        svg.add("text").set("x", x).set("y", TOP - 10).text(number);
        free = x + 10 + 7 * number.length();
      }
    }
  }

  private void marks(Html svg, Scale scale, int height) {
    double free = 0;
    for (Moment moment : marks) {
      double x = scale.at(seconds(moment.mark().work()));
      line(svg, x, TOP - 18, height - 30, "pause");
      String label =
          moment instanceof Moment.Resumed resumed
              ? "resumed after " + Shown.duration(resumed.away())
              : "paused";
      if (x >= free && (moment instanceof Moment.Resumed || moment.equals(marks.getLast()))) {
        boolean atTheEnd = x > scale.to() - 150;
        svg.add("text")
            .set("x", atTheEnd ? x - 4 : x + 4)
            .set("y", TOP - 23)
            .set("text-anchor", atTheEnd ? "end" : "start")
            .text(label);
        free = x + 160;
      }
    }
  }

  private static void line(Html svg, double x, double from, double to, String kind) {
    svg.add("line", kind).set("x1", x).set("x2", x).set("y1", from).set("y2", to);
  }

  private static void legend(Html place) {
    Html legend = place.add("p", "legend");
    entry(legend, "model", "the model answers");
    entry(legend, "tool", "a tool works");
    entry(legend, "bad", "failed");
    entry(legend, "unknown", "outcome unknown");
    entry(legend, "wait", "waiting");
  }

  private static void entry(Html legend, String kind, String text) {
    Html entry = legend.add("span");
    entry
        .add("svg")
        .set("width", 10)
        .set("height", 10)
        .set("aria-hidden", "true")
        .add("rect", kind)
        .set("width", 10)
        .set("height", 10);
    entry.text(text);
  }

  static double seconds(Duration duration) {
    return duration.toNanos() / 1e9;
  }
}
