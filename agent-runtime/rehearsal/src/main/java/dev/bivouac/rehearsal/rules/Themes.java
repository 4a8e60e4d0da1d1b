package dev.bivouac.rehearsal.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Puts articles under headings: by what was searched, by section, or by site. */
final class Themes {
  private Themes() {}

  /**
   * Groups in the order of their first article.
   *
   * @param subjects the heading by the article's address, after the search that found it; empty if
   *     the report has a single subject
   */
  static Map<String, List<Article>> of(
      List<Article> articles, Map<String, String> subjects, String fallback) {
    if (!subjects.isEmpty()) {
      return group(articles, article -> subjects.getOrDefault(article.address(), fallback));
    }
    var bySection = group(articles, article -> article.section().orElse(fallback));
    if (isSensible(bySection, articles.size())) {
      return bySection;
    }
    var bySite = group(articles, Article::site);
    return isSensible(bySite, articles.size()) ? bySite : group(articles, article -> fallback);
  }

  private static boolean isSensible(Map<String, List<Article>> groups, int articles) {
    return groups.size() > 1 && groups.size() <= Math.max(2, articles * 2 / 3);
  }

  private static Map<String, List<Article>> group(
      List<Article> articles, Function<Article, String> heading) {
    var groups = new LinkedHashMap<String, List<Article>>();
    for (Article article : articles) {
      groups
          .computeIfAbsent(capitalised(heading.apply(article)), it -> new ArrayList<>())
          .add(article);
    }
    return groups;
  }

  /** With a capital first letter, on one line and without Markdown. */
  static String capitalised(String text) {
    String line =
        text.replaceAll("[\\s\\p{Cntrl}]+", " ").replaceAll("[#*_`<>\\[\\]|]", "").strip();
    return line.isEmpty()
        ? line
        : Character.toUpperCase(line.charAt(0)) + line.substring(1, Math.min(line.length(), 160));
  }
}
