package dev.bivouac.rehearsal.web;

import dev.bivouac.rehearsal.text.Words;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Ranks pages by the words of a query, rare words and words of the title first. */
final class SearchIndex {
  private static final double SATURATION = 1.2;
  private static final double LENGTH_WEIGHT = 0.6;
  private static final int TITLE_WEIGHT = 6;
  private static final int KEYWORD_WEIGHT = 4;

  /** A hit that scores less than this share of the best is noise. */
  private static final double LEAST_SHARE = 0.2;

  private final List<Page> pages;
  private final int[] lengths;
  private final double meanLength;
  private final Map<String, List<Posting>> postings = new HashMap<>();

  /**
   * How often a page has a word, those of the title counted more.
   *
   * @param page its place in the list of pages
   */
  private record Posting(int page, int count) {}

  /** A page that was found. */
  record Found(Page page, double score) {}

  SearchIndex(List<Page> pages) {
    this.pages = List.copyOf(pages);
    this.lengths = new int[pages.size()];
    List<Map<String, Integer>> counts =
        IntStream.range(0, pages.size())
            .parallel()
            .mapToObj(at -> counts(this.pages.get(at), at))
            .toList();
    for (int at = 0; at < counts.size(); at++) {
      int page = at;
      counts
          .get(at)
          .forEach((word, count) ->
              postings
                  .computeIfAbsent(word, it -> new ArrayList<>(2))
                  .add(new Posting(page, count)));
    }
    this.meanLength = Math.max(1, IntStream.of(lengths).average().orElse(1));
  }

  private Map<String, Integer> counts(Page page, int at) {
    var counts = new HashMap<String, Integer>();
    List<String> words = Words.of(page.text());
    lengths[at] = words.size();
    words.forEach(word -> counts.merge(word, 1, Integer::sum));
    Words.of(page.summary()).forEach(word -> counts.merge(word, 1, Integer::sum));
    Words.of(page.keywords()).forEach(word -> counts.merge(word, KEYWORD_WEIGHT, Integer::sum));
    Words.of(page.title()).forEach(word -> counts.merge(word, TITLE_WEIGHT, Integer::sum));
    return counts;
  }

  /** The best pages; for a query that names no subject, the pages in their own order. */
  List<Found> search(String query, int most) {
    List<String> words = Words.content(query);
    if (words.isEmpty()) {
      return pages.stream().limit(most).map(page -> new Found(page, 1)).toList();
    }
    var scores = new HashMap<Integer, Double>();
    var matched = new HashMap<Integer, Integer>();
    for (String word : words) {
      List<Posting> found = postings.getOrDefault(word, List.of());
      double rarity = Math.log(1 + (pages.size() - found.size() + 0.5) / (found.size() + 0.5));
      for (Posting posting : found) {
        scores.merge(posting.page(), rarity * weight(posting), Double::sum);
        matched.merge(posting.page(), 1, Integer::sum);
      }
    }
    // A page with all of the words is worth more than one with a single word many times.
    scores.replaceAll((page, score) -> score * matched.getOrDefault(page, 0) / words.size());
    double best = scores.values().stream().mapToDouble(score -> score).max().orElse(0);
    return scores.entrySet().stream()
        .filter(entry -> entry.getValue() >= best * LEAST_SHARE)
        .map(entry -> new Found(pages.get(entry.getKey()), entry.getValue()))
        .sorted(
            Comparator.comparingDouble((Found found) -> -found.score())
                .thenComparing(found -> found.page().address()))
        .limit(most)
        .toList();
  }

  private double weight(Posting posting) {
    double length = 1 - LENGTH_WEIGHT + LENGTH_WEIGHT * lengths[posting.page()] / meanLength;
    return posting.count() * (SATURATION + 1) / (posting.count() + SATURATION * length);
  }

  /** The passage of the page that has most of the query's words, or else its summary. */
  static String snippet(Page page, String query) {
    Set<String> wanted = new HashSet<>(Words.content(query));
    String fallback = page.summary().isEmpty() ? head(page.text()) : page.summary();
    String best = fallback;
    long most = Words.of(fallback).stream().filter(wanted::contains).distinct().count();
    String text = page.text();
    for (int start = 0; start < Math.min(text.length(), 40_000); start += 160) {
      String passage = passage(text, start);
      long count = Words.of(passage).stream().filter(wanted::contains).distinct().count();
      if (count > most) {
        most = count;
        best = passage;
      }
    }
    return best;
  }

  private static String head(String text) {
    return passage(text, 0);
  }

  /** About 200 characters, from the start of a word to the end of one. */
  private static String passage(String text, int from) {
    int start = from == 0 ? 0 : text.indexOf(' ', from) + 1;
    int end = Math.min(text.length(), start + 200);
    int space = end == text.length() ? end : text.lastIndexOf(' ', end);
    return text.substring(start, space > start ? space : end).strip();
  }
}
