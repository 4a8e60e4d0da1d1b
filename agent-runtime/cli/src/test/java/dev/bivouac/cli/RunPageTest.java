package dev.bivouac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.cli.story.Story;
import dev.bivouac.cli.story.ToldRuns;
import dev.bivouac.journal.Entry;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RunPageTest {
  private static final Set<String> ATTRIBUTES =
      Set.of(
          "lang",
          "charset",
          "http-equiv",
          "content",
          "name",
          "class",
          "id",
          "href",
          "rel",
          "target",
          "xmlns",
          "width",
          "height",
          "viewbox",
          "role",
          "aria-label",
          "aria-hidden",
          "tabindex",
          "x",
          "y",
          "x1",
          "x2",
          "y1",
          "y2",
          "rx",
          "points",
          "text-anchor",
          "dir",
          "start");
  private static final Set<String> ELEMENTS = elementsOf(page(ToldRuns.eventful()));

  static List<String> hostile() {
    return HostileMarkup.all();
  }

  @Test
  void tellsTheWholeRun() {
    Document page = page(ToldRuns.eventful());

    assertThat(page.title()).contains("0123456789ab").contains("completed");
    assertThat(page.select("#report strong").text()).isEqualTo("Sunday");
    assertThat(page.select("section.step")).hasSize(4);
    assertThat(page.select("#step-2").text())
        .contains("OUTCOME UNKNOWN")
        .contains("resumed after 13 h 53 min")
        .contains("Tool 'pay' is gone.")
        .contains("reminded the model")
        .contains("1 old result left");
    assertThat(page.select("#step-1").text())
        .contains("attempt 1 failed after 5.0 s (overloaded)")
        .contains("waited 4.0 s")
        .contains("Reasoning");
    assertThat(page.select("#step-3").text())
        .contains("no answer was written down")
        .contains("paused (cost)");
    assertThat(page.select("#timeline rect.bad")).isNotEmpty();
    assertThat(page.select("#timeline line.pause")).hasSize(4);
    assertThat(page.select("#cost polyline")).hasSize(1);
    assertThat(page.select("#totals tbody tr")).hasSize(4);
    assertThat(page.select("h1")).hasSize(1);
    assertThat(page.select("html").attr("lang")).isEqualTo("en");
  }

  @Test
  void canBeMadeOfAJournalThatEndsAnywhere() {
    List<Entry> entries = ToldRuns.eventful();
    for (int end = 1; end <= entries.size(); end++) {
      assertThat(page(entries.subList(0, end)).select("#steps")).as("entry " + end).hasSize(1);
    }
  }

  @Test
  void aLongRunFits() {
    Document page = page(ToldRuns.ofSteps(300));

    assertThat(page.select("section.step")).hasSize(300);
    assertThat(page.html().length()).isLessThan(2_000_000);
  }

  @Test
  void longResultsAreCutUnlessAllIsAskedFor() {
    List<Entry> entries = ToldRuns.saying("word ".repeat(20_000));

    assertThat(markup(entries, false)).contains("Cut here: the text has 100,000 characters.");
    assertThat(markup(entries, true)).doesNotContain("Cut here");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void whatOthersWroteStaysText(String text) {
    Document page = page(ToldRuns.saying(text));

    assertThat(page.select("script, img, iframe, object, embed, link, base, form, input, math"))
        .isEmpty();
    assertThat(page.select("style")).hasSize(1);
    assertThat(page.select("meta[http-equiv]")).hasSize(1);
    for (Element element : page.getAllElements()) {
      element
          .attributes()
          .forEach(attribute -> {
            assertThat(ATTRIBUTES).contains(attribute.getKey().toLowerCase(java.util.Locale.ROOT));
            assertThat(attribute.getValue()).doesNotContain(HostileMarkup.TRACE);
          });
    }
    for (Element link : page.select("[href]")) {
      assertThat(isHarmless(link.attr("href"))).as(link.outerHtml()).isTrue();
    }
    Set<String> elements = elementsOf(page);
    elements.removeAll(ELEMENTS);
    elements.removeAll(
        Set.of(
            "blockquote",
            "em",
            "code",
            "pre",
            "table",
            "thead",
            "tr",
            "th",
            "td",
            "br",
            "hr",
            "ol",
            "ul",
            "li"));
    assertThat(elements).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void noCharacterSteersTheText(String text) {
    String markup = markup(ToldRuns.saying(text), true);

    assertThat(
            markup
                .codePoints()
                .filter(c -> (c < 0x20 && c != '\n' && c != '\t') || c == 0x202e || c == 0x2066))
        .isEmpty();
    assertThat(markup.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .asString(java.nio.charset.StandardCharsets.UTF_8)
        .isEqualTo(markup);
  }

  private static boolean isHarmless(String href) {
    if (href.matches("#[a-z]+(-\\d+)?")) {
      return true;
    }
    String scheme = URI.create(href).getScheme();
    return "http".equals(scheme) || "https".equals(scheme);
  }

  private static Set<String> elementsOf(Document page) {
    return new HashSet<>(names(page));
  }

  private static List<String> names(Document page) {
    return page.getAllElements().stream().map(Element::normalName).toList();
  }

  static Document page(List<Entry> entries) {
    return Jsoup.parse(markup(entries, false));
  }

  static String markup(List<Entry> entries, boolean full) {
    Story story = Story.of(entries);
    return new RunPage(ToldRuns.head(entries, Optional.of(story.goal())), story, full)
        .markup(ToldRuns.START.atZone(ZoneOffset.UTC));
  }
}
