package dev.bivouac.tools.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedRankingTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

  @Test
  void putsTheTitleBeforeTheSummary() {
    FeedItem inTitle = item("Ferry late", "x", 5, "a");
    FeedItem inSummary = item("Harbour", "The ferry is late", 5, "a");

    assertThat(rank("ferry", Recency.ANY, inSummary, inTitle)).containsExactly(inTitle, inSummary);
  }

  @Test
  void putsMoreOfTheWordsFirst() {
    FeedItem one = item("Ferry ferry", "ferry", 1, "a");
    FeedItem both = item("Ferry in the storm", "", 50, "a");

    assertThat(rank("ferry storm", Recency.ANY, one, both)).containsExactly(both, one);
  }

  @Test
  void putsTheNewerFirstWhereTheWordsAreTheSame() {
    FeedItem old = item("Ferry", "", 100, "a");
    FeedItem young = item("Ferry", "", 2, "b");
    FeedItem undated = undated("Ferry");

    assertThat(rank("ferry", Recency.ANY, undated, old, young))
        .containsExactly(young, old, undated);
  }

  @Test
  void leavesOutWhatHoldsNoneOfTheWords() {
    assertThat(rank("submarine", Recency.ANY, item("Ferry", "", 1, "a"))).isEmpty();
  }

  @ParameterizedTest(name = "{0} finds {1}")
  @CsvSource({
    "election, Elections postponed, true",
    "art, Article of the day, false",
    "BRASILIA, Brasília hoje, true",
    "größe, Grösse zählt, true",
    "elecciones, Nuevas ELECCIONES, true",
    "地震, 北海道で地震発生, true",
    "ferry's, Ferry s, true"
  })
  void findsAWordInOtherSpellings(String query, String title, boolean found) {
    assertThat(rank(query, Recency.ANY, item(title, "", 1, "a"))).hasSize(found ? 1 : 0);
  }

  @Test
  void obeysTheRecencyAskedFor() {
    FeedItem today = item("Ferry today", "", 20, "a");
    FeedItem yesterday = item("Ferry yesterday", "", 30, "a");

    assertThat(rank("ferry", Recency.DAY, today, yesterday, undated("Ferry")))
        .containsExactly(today);
    assertThat(rank("ferry", Recency.WEEK, today, yesterday)).hasSize(2);
  }

  @Test
  void givesTheNewestOfEachFeedInTurnWhenOnlyNewsIsAskedFor() {
    FeedItem a1 = item("a1", "", 1, "A");
    FeedItem a2 = item("a2", "", 2, "A");
    FeedItem b1 = item("b1", "", 3, "B");

    assertThat(rank("top news today 23 November 2026", Recency.DAY, a2, b1, a1))
        .containsExactly(a1, b1, a2);
  }

  @Test
  void doesNotBelieveAFarFuture() {
    FeedItem future = item("Ferry future", "", -100, "a");
    FeedItem now = item("Ferry now", "", 1, "a");

    assertThat(rank("ferry", Recency.ANY, future, now)).containsExactly(now, future);
    assertThat(rank("ferry", Recency.DAY, future, now)).containsExactly(now);
  }

  @Test
  void givesEachAddressOnceAndNoMoreThanAskedFor() {
    FeedItem item = item("Ferry", "", 1, "a");
    FeedItem other = item("Ferry two", "", 2, "a");

    assertThat(rank("ferry", Recency.ANY, item, item)).hasSize(1);
    assertThat(
            FeedRanking.rank(List.of(item, other), new SearchQuery("ferry", 1, Recency.ANY), NOW))
        .containsExactly(item);
  }

  private static List<FeedItem> rank(String query, Recency recency, FeedItem... items) {
    return FeedRanking.rank(List.of(items), new SearchQuery(query, 20, recency), NOW);
  }

  private static FeedItem item(String title, String summary, int hoursAgo, String source) {
    return new FeedItem(
        title,
        summary,
        address(title + hoursAgo),
        Optional.of(NOW.minus(Duration.ofHours(hoursAgo))),
        source);
  }

  private static FeedItem undated(String title) {
    return new FeedItem(title, "", address(title + "-undated"), Optional.empty(), "u");
  }

  private static URI address(String name) {
    return URI.create("https://pier.test/" + Integer.toHexString(name.hashCode()));
  }
}
