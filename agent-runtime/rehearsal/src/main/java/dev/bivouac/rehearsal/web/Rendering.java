package dev.bivouac.rehearsal.web;

import dev.bivouac.rehearsal.text.Json;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.nodes.Entities;

/** Makes HTML of an article, in the shape of its desk. */
final class Rendering {
  private static final Pattern SLOT = Pattern.compile("\\{\\{(\\w+)}}");
  private static final Pattern EMPHASIS = Pattern.compile("\\*([^*]+)\\*");
  private static final DateTimeFormatter LONG =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

  private final LocalDate day;

  /** For pages of this day. */
  Rendering(LocalDate day) {
    this.day = day;
  }

  String page(NewsArticle article, List<NewsArticle> related) {
    Desk desk = article.desk();
    return filled(
        desk.template(),
        Map.of(
            "title", Entities.escape(article.title()),
            "summary", Entities.escape(article.summary()),
            "section", article.section(),
            "charset", article.charset(),
            "address", desk.address(article.path()),
            "metadata", metadata(article),
            "date", visibleDate(article),
            "body", body(article.body()),
            "related", links(related)));
  }

  /** The front page of a desk. */
  static String frontPage(Desk desk, List<NewsArticle> articles) {
    return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>%s</title></head>"
            .formatted(desk.title())
        + "<body><h1>%s</h1><ul>%s</ul><footer>A rehearsal page.</footer></body></html>"
            .formatted(desk.title(), links(articles));
  }

  private static String filled(String template, Map<String, String> values) {
    return SLOT.matcher(template)
        .replaceAll(slot -> Matcher.quoteReplacement(values.getOrDefault(slot.group(1), "")));
  }

  /** The day as the page's metadata writes it; empty if the page tells none. */
  String date(NewsArticle.DateStyle style) {
    return switch (style) {
      case INSTANT -> day.atStartOfDay(ZoneOffset.UTC).toInstant().toString();
      case OFFSET -> day.atTime(1, 0).atOffset(ZoneOffset.ofHours(1)) + "";
      case DAY -> day.toString();
      case NONE -> "";
    };
  }

  private String metadata(NewsArticle article) {
    var data =
        Json.object()
            .put("@context", "https://schema.org")
            .put("@type", "NewsArticle")
            .put("headline", article.title())
            .put("description", article.summary())
            .put("articleSection", article.section());
    data.putObject("publisher").put("@type", "Organization").put("name", article.desk().title());
    String date = date(article.dates());
    if (!date.isEmpty()) {
      data.put("datePublished", date);
    }
    return "<script type=\"application/ld+json\">" + Json.write(data) + "</script>";
  }

  private String visibleDate(NewsArticle article) {
    String date = date(article.dates());
    return date.isEmpty()
        ? ""
        : "<time datetime=\"%s\">%s</time>".formatted(date, LONG.format(day));
  }

  private static String links(List<NewsArticle> articles) {
    return articles.stream()
        .map(article ->
            "<li><a href=\"%s\">%s</a></li>"
                .formatted(article.address(), Entities.escape(article.title())))
        .collect(Collectors.joining("\n"));
  }

  private static String body(String text) {
    var html = new StringBuilder();
    for (String block : text.split("\n\\s*\n", -1)) {
      if (block.startsWith("## ")) {
        html.append("<h2>").append(inline(block.substring(3))).append("</h2>\n");
      } else if (block.startsWith("- ")) {
        html.append("<ul>");
        for (String item : block.split("(?m)^- ", -1)) {
          if (!item.isBlank()) {
            html.append("<li>").append(inline(item)).append("</li>");
          }
        }
        html.append("</ul>\n");
      } else {
        html.append("<p>").append(inline(block)).append("</p>\n");
      }
    }
    return html.toString();
  }

  private static String inline(String text) {
    return EMPHASIS.matcher(Entities.escape(text.strip())).replaceAll("<em>$1</em>");
  }
}
