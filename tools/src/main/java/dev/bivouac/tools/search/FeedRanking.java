package dev.bivouac.tools.search;

import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Chooses among the items of all feeds.
 *
 * <p>Each word of the query counts 3 if it is in the title and 1 if it is in the summary; the sum
 * is multiplied by the share of the words that were found at all, and up to 2 is added for being
 * new: {@code 2 / (1 + days)}. Case and accents do not matter, and a word of four letters or more
 * also finds longer words that begin with it. Items without any of the words are left out. A query
 * that only asks for news gets the newest items, one of each feed in turn.
 */
final class FeedRanking {
  private static final double TITLE = 3;
  private static final double SUMMARY = 1;
  private static final double NEWNESS = 2;
  private static final int SHORTEST_STEM = 4;

  /** What claims to come from later than this is wrong about its date. */
  private static final Duration CLOCK_ERROR = Duration.ofDays(1);

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern GAPS = Pattern.compile("[^\\p{L}\\p{N}]+");
  private static final Pattern UNSPACED =
      Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}]");
  private static final Pattern DATE = Pattern.compile("\\d{1,2}|(?:19|20)\\d{2}");

  /** Words that name no subject, without accents, in the languages of the bundled feeds. */
  private static final Set<String> NO_SUBJECT =
      GAPS.splitAsStream(
              """
              a an and about at by for from in is of on or the to what with
              news latest today todays top headlines headline breaking current day days this week
              recent new newest stories story main major world international
              january february april june july august september october november december
              der die das den und im von zu mit nachrichten aktuell aktuelle heute neueste
              le la les de des du et en un une actualites actualite nouvelles aujourd hui
              el los las y del noticias hoy ultimas il lo gli e di notizie oggi ultime
              o os as do da dos hoje ニュース 新闻 今日 今天
              """)
          .collect(Collectors.toUnmodifiableSet());

  private FeedRanking() {}

  private record Scored(FeedItem item, double score) {}

  /** The best items first, at most as many as asked for, each address once. */
  static List<FeedItem> rank(Collection<FeedItem> items, SearchQuery query, Instant now) {
    Map<String, FeedItem> byAddress = new LinkedHashMap<>();
    for (FeedItem item : items) {
      if (recentEnough(item, query.recency(), now)) {
        byAddress.putIfAbsent(item.address().toString(), item);
      }
    }
    List<String> words = words(query.text());
    List<FeedItem> ranked =
        words.isEmpty()
            ? newest(byAddress.values(), now)
            : matching(byAddress.values(), words, now);
    return ranked.stream().limit(query.maxResults()).toList();
  }

  /** The words that name a subject, folded. */
  static List<String> words(String text) {
    return GAPS.splitAsStream(fold(text))
        .filter(w -> !w.isEmpty() && !NO_SUBJECT.contains(w) && !DATE.matcher(w).matches())
        .distinct()
        .toList();
  }

  private static List<FeedItem> matching(
      Collection<FeedItem> items, List<String> words, Instant now) {
    return items.stream()
        .map(item -> new Scored(item, score(item, words, now)))
        .filter(scored -> scored.score() > 0)
        .sorted(Comparator.comparingDouble(Scored::score).reversed())
        .map(Scored::item)
        .toList();
  }

  private static double score(FeedItem item, List<String> words, Instant now) {
    String title = " " + GAPS.matcher(fold(item.title())).replaceAll(" ") + " ";
    String summary = " " + GAPS.matcher(fold(item.summary())).replaceAll(" ") + " ";
    double sum = 0;
    int found = 0;
    for (String word : words) {
      boolean inTitle = holds(title, word);
      boolean inSummary = holds(summary, word);
      sum += (inTitle ? TITLE : 0) + (inSummary ? SUMMARY : 0);
      found += inTitle || inSummary ? 1 : 0;
    }
    return found == 0 ? 0 : sum * found / words.size() + newness(item, now);
  }

  private static boolean holds(String text, String word) {
    if (UNSPACED.matcher(word).find()) {
      return text.contains(word);
    }
    return text.contains(" " + word + (word.length() >= SHORTEST_STEM ? "" : " "));
  }

  private static double newness(FeedItem item, Instant now) {
    Instant at = at(item, now);
    double days = Math.max(0, Duration.between(at, now).toSeconds() / 86_400.0);
    return at.equals(Instant.EPOCH) ? 0 : NEWNESS / (1 + days);
  }

  /** One of each source in turn, since some feeds are busier than others. */
  private static List<FeedItem> newest(Collection<FeedItem> items, Instant now) {
    Comparator<FeedItem> newestFirst =
        Comparator.comparing((FeedItem item) -> at(item, now)).reversed();
    Map<String, List<FeedItem>> bySource =
        items.stream()
            .sorted(newestFirst)
            .collect(
                Collectors.groupingBy(FeedItem::source, LinkedHashMap::new, Collectors.toList()));
    List<FeedItem> newest = new ArrayList<>();
    for (int round = 0; newest.size() < items.size() && round < items.size(); round++) {
      int place = round;
      bySource.values().stream()
          .filter(list -> list.size() > place)
          .map(list -> list.get(place))
          .forEach(newest::add);
    }
    return newest;
  }

  private static boolean recentEnough(FeedItem item, Recency recency, Instant now) {
    return recency.maxAge().map(age -> at(item, now).isAfter(now.minus(age))).orElse(true);
  }

  /** When it was published; long ago if that is unknown or impossible. */
  private static Instant at(FeedItem item, Instant now) {
    return item.publishedAt()
        .filter(at -> at.isBefore(now.plus(CLOCK_ERROR)))
        .orElse(Instant.EPOCH);
  }

  private static String fold(String text) {
    String plain = MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD)).replaceAll("");
    return plain.toLowerCase(Locale.ROOT).replace("ß", "ss").replace("æ", "ae").replace("ø", "o");
  }
}
