package dev.bivouac.tools.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bivouac.tool.RetryableToolFailure;
import dev.bivouac.tool.ToolFailure;
import dev.bivouac.tools.article.LoopbackSite;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SearxngSearchTest {
  private static final SearchQuery FERRY = new SearchQuery("late ferry & tide", 2, Recency.DAY);

  private final LoopbackSite site = new LoopbackSite();
  private final CountDownLatch over = new CountDownLatch(1);

  @AfterEach
  void close() {
    over.countDown();
    site.close();
  }

  @Test
  void asksInJsonAndReadsWhatIsThere() {
    AtomicReference<String> asked = new AtomicReference<>("");
    site.on(
        "/search",
        exchange -> {
          asked.set(exchange.getRequestURI().getRawQuery());
          LoopbackSite.answer(
              exchange,
              200,
              "application/json",
              """
              {"query": "x", "results": [
                {"url": "https://www.pier.test/1", "title": "One", "content": "first\\nwords",
                 "publishedDate": "2026-11-22T08:00:00", "engine": "a"},
                {"url": "https://www.pier.test/1", "title": "One again"},
                {"url": "ftp://pier.test/2", "title": "no page"},
                {"title": "no address"},
                {"url": "https://pier.test/3", "title": null, "publishedDate": null},
                {"url": "https://pier.test/4", "title": "one too many"}]}
              """);
        });

    List<SearchHit> hits = search(site.port(), "/").search(FERRY);

    assertThat(asked.get()).isEqualTo("format=json&q=late+ferry+%26+tide&time_range=day");
    assertThat(hits).hasSize(2);
    assertThat(hits.get(0).snippet()).isEqualTo("first words");
    assertThat(hits.get(0).publishedAt()).contains(Instant.parse("2026-11-22T08:00:00Z"));
    assertThat(hits.get(0).source()).isEqualTo("pier.test");
    assertThat(hits.get(1).address()).isEqualTo(URI.create("https://pier.test/3"));
    assertThat(hits.get(1).publishedAt()).isEmpty();
  }

  @Test
  void keepsThePathOfTheServer() {
    site.page("/searx/search", "application/json", "{\"results\": []}");

    assertThat(search(site.port(), "/searx").search(FERRY)).isEmpty();
    assertThat(search(site.port(), "/searx/").problem()).isEmpty();
  }

  @Test
  void saysThatJsonIsNotSwitchedOn() {
    site.status("/search", 403).page("/html/search", "text/html", "<html>results</html>");

    for (String path : List.of("", "/html")) {
      assertThat(search(site.port(), path).problem())
          .hasValueSatisfying(problem ->
              assertThat(problem).contains("settings.yml", "search.formats", "SEARXNG_URL"));
    }
  }

  @Test
  void saysThatTheServerIsNotThere() {
    int port = site.port();
    site.close();

    assertThat(search(port, "").problem())
        .hasValueSatisfying(
            problem -> assertThat(problem).contains("cannot be reached", "SEARXNG_URL"));
    assertThatThrownBy(() -> search(port, "").search(FERRY))
        .isInstanceOf(RetryableToolFailure.class);
  }

  @Test
  void mayBeTriedAgainWhenTheServerIsInTrouble() {
    site.status("/search", 429).status("/b/search", 502);

    assertThatThrownBy(() -> search(site.port(), "").search(FERRY))
        .isInstanceOf(RetryableToolFailure.class)
        .hasMessageContaining("limiter");
    assertThatThrownBy(() -> search(site.port(), "/b").search(FERRY))
        .isInstanceOf(RetryableToolFailure.class);
  }

  @Test
  void passesOnHowLongToWait() {
    site.on(
        "/search",
        exchange -> {
          exchange.getResponseHeaders().add("Retry-After", "7");
          LoopbackSite.answer(exchange, 429, "", "");
        });

    assertThatThrownBy(() -> search(site.port(), "").search(FERRY))
        .isInstanceOfSatisfying(
            RetryableToolFailure.class,
            failure -> assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7)));
  }

  @Test
  void namesTheEnginesThatDoNotAnswer() {
    site.page(
        "/search",
        "application/json",
        "{\"results\": [], \"unresponsive_engines\": [[\"alpha\", \"timeout\"], [\"beta\", \"\"]]}");

    assertThatThrownBy(() -> search(site.port(), "").search(FERRY))
        .isInstanceOf(RetryableToolFailure.class)
        .hasMessageContaining("alpha, beta");
  }

  @Test
  void refusesAnAnswerThatIsTooLarge() {
    site.page("/search", "application/json", " ".repeat(4_000_001));

    assertThatThrownBy(() -> search(site.port(), "").search(FERRY))
        .isExactlyInstanceOf(ToolFailure.class)
        .hasMessageContaining("more than 4,000,000 bytes");
  }

  @Test
  void doesNotWaitForEver() {
    site.on(
        "/search",
        exchange -> {
          try {
            over.await(10, TimeUnit.SECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });

    var hasty = new SearxngSearch(base(site.port(), ""), Duration.ofMillis(100));

    assertThatThrownBy(() -> hasty.search(FERRY)).isInstanceOf(RetryableToolFailure.class);
  }

  @Test
  void refusesABaseThatIsNoAddress() {
    for (String base : List.of("localhost:8888", "ftp://x/", "http://user:secret@localhost/")) {
      assertThatThrownBy(() -> new SearxngSearch(URI.create(base), Duration.ofSeconds(1)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("SEARXNG_URL")
          .hasMessageNotContaining("secret");
    }
  }

  private static SearxngSearch search(int port, String path) {
    return new SearxngSearch(base(port, path), SearxngSearch.DEFAULT_PATIENCE);
  }

  private static URI base(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }
}
