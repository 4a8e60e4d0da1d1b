package dev.bivouac.cli;

import dev.bivouac.cli.page.Html;
import dev.bivouac.cli.page.Scale;
import dev.bivouac.cli.story.Story;
import dev.bivouac.run.Cost;
import dev.bivouac.run.Usage;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;

/** What a run has cost as time went on; its tokens where no price is known. */
final class RunCurve {
  private static final int WIDTH = 960;
  private static final int HEIGHT = 230;
  private static final int LEFT = 84;
  private static final int BOTTOM = 196;

  private final Story story;
  private final boolean money;

  RunCurve(Story story) {
    this.story = story;
    this.money = story.state().progress().usage().cost().isPresent();
  }

  String title() {
    return money ? "Cost" : "Tokens";
  }

  void write(Html place) {
    List<Story.Spent> points = story.spending();
    if (points.isEmpty()) {
      place.add("p", "quiet").text("Nothing was used up yet.");
      return;
    }
    Html svg =
        place
            .add("div", "scroll")
            .add("svg")
            .set("xmlns", "http://www.w3.org/2000/svg")
            .set("width", WIDTH)
            .set("height", HEIGHT)
            .set("viewBox", "0 0 %d %d".formatted(WIDTH, HEIGHT))
            .set("role", "img")
            .set("aria-label", title() + " over time, added up");
    var across = new Scale(RunTimeline.seconds(story.last().work()), LEFT, WIDTH - 20);
    var up = new Scale(value(points.getLast().total()) * 1.05, BOTTOM, 12);
    axes(svg, across, up);
    curve(svg, across, up, points);
    place.add("p", "quiet").text(words(points));
  }

  private void axes(Html svg, Scale across, Scale up) {
    for (double tick : up.ticks(40)) {
      double y = up.at(tick);
      svg.add("line", "axis").set("x1", LEFT).set("x2", WIDTH - 20).set("y1", y).set("y2", y);
      svg.add("text")
          .set("x", LEFT - 8)
          .set("y", y + 4)
          .set("text-anchor", "end")
          .text(money ? dollars(tick) : count(tick));
    }
    for (double tick : across.timeTicks(90)) {
      svg.add("text")
          .set("x", across.at(tick))
          .set("y", BOTTOM + 20)
          .set("text-anchor", "middle")
          .text(Shown.tick(tick));
    }
  }

  private void curve(Html svg, Scale across, Scale up, List<Story.Spent> points) {
    var path = new StringBuilder("%d,%d".formatted(LEFT, BOTTOM));
    double x = LEFT;
    for (Story.Spent point : points) {
      x = across.at(RunTimeline.seconds(point.mark().work()));
      path.append(String.format(Locale.ROOT, " %.1f,%.1f", x, up.at(value(point.total()))));
    }
    String ends = String.format(Locale.ROOT, " %.1f,%d %d,%d", x, BOTTOM, LEFT, BOTTOM);
    svg.add("polygon", "under").set("points", path + ends);
    svg.add("polyline", "curve").set("points", path.toString());
  }

  private String words(List<Story.Spent> points) {
    Usage total = points.getLast().total();
    return money
        ? "In all %s.".formatted(CostText.of(story))
        : String.format(
            Locale.ROOT,
            "%,d tokens in all, sent and received; no price is known for this model.",
            total.total());
  }

  private double value(Usage usage) {
    return money
        ? usage.cost().map((Cost cost) -> cost.usd().doubleValue()).orElse(0.0)
        : usage.total();
  }

  private static String dollars(double usd) {
    return usd == 0
        ? "0"
        : new BigDecimal(usd).setScale(4, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString()
            + " USD";
  }

  private static String count(double tokens) {
    return tokens >= 1_000_000
        ? String.format(Locale.ROOT, "%.1f M", tokens / 1e6)
        : tokens >= 1000
            ? String.format(Locale.ROOT, "%.0f k", tokens / 1e3)
            : String.format(Locale.ROOT, "%.0f", tokens);
  }
}
