package dev.bivouac.cli;

import dev.bivouac.cli.page.Html;
import dev.bivouac.cli.page.MarkdownHtml;
import dev.bivouac.cli.page.Page;
import dev.bivouac.cli.story.Story;
import dev.bivouac.journal.RunHead;
import dev.bivouac.journal.RunState;
import dev.bivouac.run.RunStatus;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** A run as one page that needs nothing beside it and can be passed on. */
final class RunPage {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss z", Locale.ROOT);
  private static final int LONGEST_FACT = 400;
  private static final int LONGEST_REPORT = 1_000_000;

  private final RunHead head;
  private final Story story;
  private final Excerpts excerpts;

  /**
   * Knows what is to be shown.
   *
   * @param full true to cut nothing
   */
  RunPage(RunHead head, Story story, boolean full) {
    this.head = head;
    this.story = story;
    this.excerpts = new Excerpts(full);
  }

  /**
   * The page as it is stored.
   *
   * @param now when it is made, in the zone that times are shown in
   */
  String markup(ZonedDateTime now) {
    String title = "Run %s, %s".formatted(head.id(), LsCommand.word(head));
    Page page = Page.titled(title, SafeText::lines);
    Html main = page.body().add("main");
    Optional<Report> report = Report.of(story.state());
    top(main, now.getZone());
    contents(main, report.isPresent());
    report.ifPresent(found -> report(main, found));
    var curve = new RunCurve(story);
    new RunTimeline(story).write(part(main, "timeline", "Timeline"));
    curve.write(part(main, "cost", curve.title()));
    new RunTotals(story).write(part(main, "totals", "Totals"));
    part(main, "goal", "Goal").add("p", "said").text(excerpts.of(story.goal().strip()));
    new RunPageSteps(story, excerpts).write(part(main, "steps", "Steps"));
    page.body()
        .add("footer")
        .text(
            "Made by %s on %s. It holds what the run read, thought and wrote."
                .formatted(Version.text(), TIME.format(now)));
    return page.markup();
  }

  private void top(Html main, ZoneId zone) {
    RunState state = story.state();
    Html title = main.add("header").add("h1");
    title.text("Run " + head.id() + " ");
    title.add("span", "status" + kind(head.status())).text(LsCommand.word(head));
    Html facts = main.add("dl", "facts");
    String rehearsal = story.rehearsal() ? "; a rehearsal: no language model took part" : "";
    fact(facts, "Workflow", head.spec().workflow());
    fact(facts, "Model", state.terms().model().label() + rehearsal);
    head.key().ifPresent(key -> fact(facts, "Key", key));
    fact(facts, "Started", TIME.format(story.started().at().atZone(zone)));
    fact(facts, "Last entry", TIME.format(story.last().at().atZone(zone)));
    fact(facts, "At work", Shown.duration(state.progress().active()));
    fact(facts, "Steps", RunStory.steps(state));
    fact(facts, "Tokens", RunStory.tokens(state.progress().usage()));
    fact(facts, "Cost", CostText.of(story));
    Html next = main.add("div", "next");
    new RunStory.Standing(head, story).lines().forEach(line -> next.add("p").text(line));
  }

  private static String kind(RunStatus status) {
    return switch (status) {
      case COMPLETED -> " good";
      case FAILED -> " bad";
      case PAUSED -> " waits";
      case RUNNING, CANCELLED -> "";
    };
  }

  private static void fact(Html facts, String name, String value) {
    facts.add("dt").text(name);
    facts.add("dd").text(SafeText.line(value, LONGEST_FACT));
  }

  private void contents(Html main, boolean withReport) {
    Html contents = main.add("nav").set("aria-label", "Parts of this page");
    if (withReport) {
      contents.add("a").set("href", "#report").text("Report");
    }
    contents.add("a").set("href", "#timeline").text("Timeline");
    contents.add("a").set("href", "#cost").text(new RunCurve(story).title());
    contents.add("a").set("href", "#totals").text("Totals");
    contents.add("a").set("href", "#goal").text("Goal");
    contents.add("a").set("href", "#steps").text("Steps");
  }

  private void report(Html main, Report report) {
    Html part = part(main, "report", "Report");
    String language = story.state().started().spec().setting().language().toLanguageTag();
    Html article = part.add("article").set("lang", language).set("dir", "auto");
    if (report.text().length() <= LONGEST_REPORT) {
      MarkdownHtml.add(article, report.text());
    } else {
      article.add("pre").text(excerpts.of(report.text()));
    }
    report.notes().forEach(note -> part.add("p", "quiet").text("Checked: " + note));
  }

  private static Html part(Html main, String id, String title) {
    Html part = main.add("section").set("id", id);
    part.add("h2").text(title);
    return part;
  }
}
