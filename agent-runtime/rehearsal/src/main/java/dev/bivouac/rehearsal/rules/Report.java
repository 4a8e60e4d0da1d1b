package dev.bivouac.rehearsal.rules;

import java.util.List;
import java.util.Map;

/** Writes Markdown out of sentences that stand in the articles, each with its source's number. */
final class Report {
  /** The first line under every headline. */
  static final String NOTICE =
      "> Rehearsal: composed by rules from the fetched pages; no language model wrote this report.";

  private Report() {}

  /**
   * The report.
   *
   * @param articles in the order of their numbers
   * @param topic the words that a good sentence has
   */
  static String of(
      String headline,
      List<Article> articles,
      Map<String, List<Article>> themes,
      List<String> topic) {
    var out = new StringBuilder("# " + headline + "\n\n" + NOTICE + "\n\n");
    out.append("What the pages say, in their own words: ");
    for (int number = 1; number <= articles.size(); number++) {
      out.append('[').append(number).append(']');
    }
    out.append(".\n");
    int perStory = articles.size() <= 4 ? 4 : 3;
    themes.forEach((theme, members) -> {
      out.append("\n## ").append(theme).append('\n');
      for (Article article : members) {
        int number = articles.indexOf(article) + 1;
        out.append("\n### ").append(Themes.capitalised(article.title())).append("\n\n");
        out.append(cited(Sentences.best(article, topic, perStory), number)).append('\n');
      }
    });
    return out.append(sources(articles)).toString();
  }

  /** What is left to say when nothing was found. */
  static String ofQuietDay(String headline, String why) {
    return "# " + headline + "\n\n" + NOTICE + "\n\n" + why + "\n";
  }

  /** Sentences, each followed by its source. */
  static String cited(List<String> sentences, int number) {
    return String.join(" ", sentences.stream().map(it -> it + " [" + number + "]").toList());
  }

  /** The numbered list at the end. */
  static String sources(List<Article> articles) {
    var out = new StringBuilder("\n## Sources\n\n");
    for (int at = 0; at < articles.size(); at++) {
      Article article = articles.get(at);
      String date = article.published().isEmpty() ? "no date given" : article.published();
      out.append(
          "%d. [%s](%s) - %s, %s\n"
              .formatted(
                  at + 1,
                  Themes.capitalised(article.title()),
                  article.address().replace(" ", "%20"),
                  Themes.capitalised(article.site()),
                  Themes.capitalised(date)));
    }
    return out.toString();
  }
}
