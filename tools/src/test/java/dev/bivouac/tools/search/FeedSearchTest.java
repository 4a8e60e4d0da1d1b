package dev.bivouac.tools.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bivouac.tool.RetryableToolFailure;
import dev.bivouac.tools.article.AllowedHosts;
import dev.bivouac.tools.article.FetchLimits;
import dev.bivouac.tools.article.HttpPageFetcher;
import dev.bivouac.tools.article.LoopbackSite;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FeedSearchTest {
  private static final String FEED =
      """
      <rss version="2.0"><channel><title>Pier</title><link>/</link><description>x</description>
      <item><title>Late ferry</title><link>/ferry</link>
      <pubDate>Mon, 23 Nov 2026 08:00:00 GMT</pubDate></item></channel></rss>
      """;
  private static final SearchQuery FERRY = new SearchQuery("ferry", 10, Recency.DAY);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-23T10:00:00Z"));
  private final AtomicInteger requests = new AtomicInteger();
  private final LoopbackSite site = new LoopbackSite();
  private final HttpPageFetcher fetcher =
      new HttpPageFetcher(
          FetchLimits.DEFAULT, AllowedHosts.NONE, Map.of("pier.test", site.socket()), clock());

  FeedSearchTest() {
    site.on(
        "/feed.xml",
        exchange -> {
          requests.incrementAndGet();
          LoopbackSite.answer(exchange, 200, "application/rss+xml", FEED);
        });
  }

  @AfterEach
  void close() {
    fetcher.close();
    site.close();
  }

  @Test
  void findsAnItemAndToleratesABrokenFeed() {
    site.page("/broken", "text/xml", "<rss").status("/gone", 404);
    FeedSearch search =
        search("http://pier.test/broken", "http://pier.test/gone", "http://pier.test/feed.xml");

    assertThat(search.search(FERRY)).extracting(SearchHit::title).containsExactly("Late ferry");
    assertThat(search.problem()).isEmpty();
  }

  @Test
  void keepsAFeedForAWhile() {
    FeedSearch search = search("http://pier.test/feed.xml");

    search.search(FERRY);
    search.search(FERRY);
    assertThat(requests).hasValue(1);

    now.updateAndGet(at -> at.plus(Duration.ofMinutes(6)));
    search.search(FERRY);
    assertThat(requests).hasValue(2);
  }

  @Test
  void saysSoWhenNoFeedCanBeRead() {
    FeedSearch search = search("http://127.0.0.1/feed.xml", "http://pier.test/none");

    assertThat(search.problem())
        .hasValueSatisfying(problem ->
            assertThat(problem)
                .startsWith("None of the 2 feeds can be read.")
                .contains("not a public address"));
    assertThatThrownBy(() -> search.search(FERRY)).isInstanceOf(RetryableToolFailure.class);
  }

  @Test
  void tellsTheModelThatOnlyNewItemsAreSearched() {
    assertThat(search("http://pier.test/feed.xml").advice()).contains("1 news feeds", "'news'");
  }

  private FeedSearch search(String... addresses) {
    return new FeedSearch(FeedList.parse(String.join("\n", addresses), "test"), fetcher, clock());
  }

  private Clock clock() {
    return new Clock() {
      @Override
      public ZoneId getZone() {
        return ZoneOffset.UTC;
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return this;
      }

      @Override
      public Instant instant() {
        return now.get();
      }
    };
  }
}
