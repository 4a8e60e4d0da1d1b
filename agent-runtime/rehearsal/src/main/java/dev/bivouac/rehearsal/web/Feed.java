package dev.bivouac.rehearsal.web;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jsoup.nodes.Entities;

/** Writes the RSS feed of a desk. */
final class Feed {
  private Feed() {}

  static String of(Desk desk, List<NewsArticle> articles, LocalDate day) {
    String date =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(day.atStartOfDay().atOffset(ZoneOffset.UTC));
    var feed =
        new StringBuilder(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<rss version=\"2.0\"><channel>\n");
    feed.append(element("title", desk.title()))
        .append(element("link", desk.address("/")))
        .append(element("description", "The rehearsal's news of the day from " + desk.title()));
    for (NewsArticle article : articles) {
      feed.append("<item>\n")
          .append(element("title", article.title()))
          .append(element("link", article.address()))
          .append(element("description", article.summary()))
          .append(element("category", article.section()))
          .append(element("pubDate", date))
          .append("</item>\n");
    }
    return feed.append("</channel></rss>\n").toString();
  }

  private static String element(String name, String text) {
    return "<%s>%s</%s>\n".formatted(name, Entities.escape(text), name);
  }
}
