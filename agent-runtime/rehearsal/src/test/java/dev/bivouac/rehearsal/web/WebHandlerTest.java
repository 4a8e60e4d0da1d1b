package dev.bivouac.rehearsal.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bivouac.rehearsal.Rehearsal;
import dev.bivouac.rehearsal.RehearsalOptions;
import dev.bivouac.rehearsal.Wire;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebHandlerTest {
  private final Rehearsal rehearsal =
      Rehearsal.start(
          RehearsalOptions.of(Clock.fixed(Instant.parse("2026-11-22T21:00:00Z"), ZoneOffset.UTC)));
  private final Wire wire = new Wire(rehearsal);

  @AfterEach
  void close() {
    rehearsal.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "technology",
        "science",
        "economy",
        "society",
        "privacy",
        "energy",
        "environment",
        "health",
        "space",
        "sport"
      })
  void findsNewsOnEverySubject(String subject) {
    JsonNode results = wire.search(subject + " news today").path("results");

    assertThat(results.size()).isGreaterThanOrEqualTo(2);
    assertThat(results.get(0).path("url").asText()).matches("http://[a-z]+\\.test/.*");
  }

  @Test
  void ranksThePageThatTheQueryNamesFirst() {
    JsonNode first = wire.search("leap second 2035").path("results").get(0);

    assertThat(first.path("title").asText()).startsWith("What a second is");
    assertThat(first.path("content").asText()).isNotBlank();
    assertThat(first.path("publishedDate").asText()).isEqualTo("2026-11-22T00:00:00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "latest news", "top headlines today"})
  void givesTheNewestForAQueryWithoutASubject(String query) {
    assertThat(wire.search(query).path("results")).hasSize(20);
  }

  @Test
  void pagesThroughTheHits() {
    assertThat(wire.searchRaw("q=news&format=json&pageno=2").body())
        .contains("\"number_of_results\":11");
  }

  @Test
  void refusesWhatASearchServerRefuses() {
    assertThat(wire.searchRaw("q=tides").statusCode()).isEqualTo(403);
    assertThat(wire.searchRaw("q=tides&format=json&time_range=hour").statusCode()).isEqualTo(400);
    assertThat(wire.searchRaw("q=tides&format=json&time_range=day").statusCode()).isEqualTo(200);
  }

  @Test
  void sendsOnFromAFormerAddressAndKnowsNothingOfAPageThatIsGone() {
    assertThat(wire.page("http://almanac.test/s/1").headers().firstValue("Location"))
        .contains("http://almanac.test/science/what-a-second-is.html");
    assertThat(wire.page("http://commons.test/privacy/what-location-data-tells.html").statusCode())
        .isEqualTo(404);
  }

  @Test
  void servesOnePageInAnOlderCharset() {
    byte[] page = wire.pageBytes("http://ledger.test/economy/what-inflation-measures.html").body();

    assertThat(new String(page, Charset.forName("windows-1252")))
        .contains("costs \u20ac103 today", "\u201cfelt\u201d");
  }

  @Test
  void listsItsPagesInAFeed() {
    assertThat(wire.page("http://ledger.test/feed.xml").body())
        .contains("<rss version=\"2.0\">", "<pubDate>Sun, 22 Nov 2026 00:00:00 GMT</pubDate>");
  }

  @Test
  void saysOnEveryPageThatItIsARehearsal() {
    List<String> addresses = wire.search("").path("results").findValuesAsText("url");

    assertThat(addresses)
        .allSatisfy(address -> {
          String body = wire.page(address).body();
          assertThat(body.isEmpty() || body.contains("404") || body.contains("rehearsal page"))
              .isTrue();
        });
  }

  @Test
  void answersForNoOtherHost() {
    assertThat(wire.page("http://elsewhere.test/").statusCode()).isEqualTo(421);
  }
}
