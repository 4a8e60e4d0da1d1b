package dev.bivouac.tools.search;

import dev.bivouac.tools.search.SearchQuery.Recency;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Ranks feed entries, simply: for each word of the query 3 points if it stands in the title, else 1
 * if it stands in the summary, and up to 1 point for being new. Entries without any word of the
 * query are left out; a query that has only words such as "news" takes all entries, the newest
 * first.
 */
final class FeedRanking {
  private static final Set<String> SAY_NOTHING =
      Set.of(
          "news",
          "latest",
          "today",
          "headlines",
          "breaking",
          "current",
          "recent",
          "update",
          "updates",
          "day",
          "main",
          "top",
          "stories",
          "story",
          "report",
          "the",
          "a",
          "an",
          "of",
          "in",
          "on",
          "and",
          "or",
          "for",
          "to",
          "about",
          "nachrichten",
          "heute",
          "aktuell",
          "der",
          "die",
          "das",
          "und",
          "actualites",
          "noticias",
          "hoy");

  private FeedRanking() {}

  /** The best first, each address once. */
  static List<SearchHit> rank(List<SearchHit> items, SearchQuery query, Instant now) {
    Set<String> words = words(query.text());
    words.removeAll(SAY_NOTHING);
    Set<java.net.URI> seen = new HashSet<>();
    return items.stream()
        .filter(item -> fresh(item, query.recency(), now))
        .filter(item -> words.isEmpty() || points(item, words) > 0)
        .sorted(
            Comparator.comparingDouble(
                    (SearchHit item) -> -(points(item, words) + novelty(item, now)))
                .thenComparing(item -> item.address().toString()))
        .filter(item -> seen.add(item.address()))
        .limit(query.maxResults())
        .toList();
  }

  private static int points(SearchHit item, Set<String> words) {
    Set<String> title = words(item.title());
    Set<String> summary = words(item.snippet());
    return words.stream()
        .mapToInt(word -> title.contains(word) ? 3 : summary.contains(word) ? 1 : 0)
        .sum();
  }

  private static double novelty(SearchHit item, Instant now) {
    return item.publishedAt()
        .map(at -> Math.max(0, Duration.between(at, now).toHours()))
        .map(hours -> 1 / (1 + hours / 24.0))
        .orElse(0.0);
  }

  private static boolean fresh(SearchHit item, Recency recency, Instant now) {
    Optional<Duration> oldest =
        switch (recency) {
          case ANY -> Optional.empty();
          case DAY -> Optional.of(Duration.ofHours(36));
          case WEEK -> Optional.of(Duration.ofDays(8));
          case MONTH -> Optional.of(Duration.ofDays(32));
        };
    return oldest.isEmpty()
        || item.publishedAt().map(at -> at.isAfter(now.minus(oldest.get()))).orElse(true);
  }

  /** Lower case, without marks on letters. */
  private static Set<String> words(String text) {
    String plain =
        Normalizer.normalize(text, Normalizer.Form.NFD)
            .replaceAll("\\p{M}+", "")
            .toLowerCase(Locale.ROOT);
    return new HashSet<>(
        Arrays.stream(plain.split("[^\\p{L}\\p{N}]+")).filter(word -> !word.isEmpty()).toList());
  }
}
