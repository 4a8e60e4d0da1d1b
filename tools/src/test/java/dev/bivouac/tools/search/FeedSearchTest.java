package dev.bivouac.tools.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bivouac.tool.RetryableToolFailure;
import dev.bivouac.tool.ToolFailure;
import dev.bivouac.tools.article.FetchedPage;
import dev.bivouac.tools.search.SearchQuery.Recency;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FeedSearchTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  private final AtomicInteger fetched = new AtomicInteger();

  @Test
  void ranksATitleOverASummaryAndTheNewOverTheOld() {
    List<SearchHit> ranked =
        FeedRanking.rank(
            List.of(
                item("old", "Énergie solaire", "", 48),
                item("summary", "Something else", "solar energie", 1),
                item("new", "Energie eolienne", "", 2),
                item("other", "Football", "", 0)),
            new SearchQuery("energie", 10, Recency.ANY),
            NOW);

    assertThat(ranked)
        .extracting(hit -> hit.address().getPath())
        .containsExactly("/new", "/old", "/summary");
  }

  @Test
  void takesTheNewestForAQueryThatOnlyAsksForNews() {
    List<SearchHit> ranked =
        FeedRanking.rank(
            List.of(item("old", "A", "", 30), item("new", "B", "", 1)),
            new SearchQuery("today's main news", 1, Recency.ANY),
            NOW);

    assertThat(ranked).extracting(hit -> hit.address().getPath()).contains("/new");
  }

  @Test
  void leavesOutWhatIsTooOld() {
    List<SearchHit> ranked =
        FeedRanking.rank(
            List.of(item("old", "Tides", "", 100)), new SearchQuery("tides", 5, Recency.DAY), NOW);

    assertThat(ranked).isEmpty();
  }

  @Test
  void oneBrokenFeedNeverBreaksTheSearch() {
    var search = search(Map.of("https://example.org/good", feed("Tides rise")), "good", "broken");

    assertThat(search.problem()).isEmpty();
    assertThat(search.search(new SearchQuery("tides", 5, Recency.ANY)))
        .extracting(SearchHit::title)
        .containsExactly("Tides rise");
    assertThat(fetched).as("kept for a few minutes").hasValue(2);
  }

  @Test
  void saysSoWhenEveryFeedIsBroken() {
    var search = search(Map.of(), "one", "two");

    assertThat(search.problem())
        .hasValueSatisfying(text -> assertThat(text).contains("2 news feeds"));
    assertThatThrownBy(() -> search.search(new SearchQuery("x", 5, Recency.ANY)))
        .isInstanceOf(RetryableToolFailure.class)
        .hasMessageContaining("gone");
  }

  private FeedSearch search(Map<String, String> pages, String... names) {
    var feeds =
        java.util.Arrays.stream(names)
            .map(name -> new FeedList.Feed(URI.create("https://example.org/" + name), ""))
            .toList();
    return new FeedSearch(
        new FeedList(feeds),
        address -> {
          fetched.incrementAndGet();
          String text = pages.get(address.toString());
          if (text == null) {
            throw new ToolFailure("It is gone.");
          }
          return new FetchedPage(address, address, "application/rss+xml", text);
        },
        CLOCK);
  }

  private static String feed(String title) {
    return "<rss version=\"2.0\"><channel><title>t</title><link>https://example.org</link><description>d</description><item><title>%s</title><link>https://example.org/a</link></item></channel></rss>"
        .formatted(title);
  }

  private static SearchHit item(String path, String title, String summary, int hoursOld) {
    return new SearchHit(
        title,
        URI.create("https://example.org/" + path),
        summary,
        Optional.of(NOW.minus(Duration.ofHours(hoursOld))),
        "");
  }
}
