package dev.bivouac.rehearsal.web;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The bundled news site: features about lasting facts, dated to the beginning of the clock's day.
 *
 * <p>Addresses and contents are the same in every process on one day. One page has moved, one is
 * gone, some tell no date, one is not in UTF-8, as on the real web.
 */
public final class NewsSite implements Site {
  private static final int RELATED = 4;

  private final List<NewsArticle> articles;
  private final LocalDate day;
  private final Map<String, ServedPage> served = new LinkedHashMap<>();

  private NewsSite(List<NewsArticle> articles, LocalDate day) {
    this.articles = articles;
    this.day = day;
    var rendering = new Rendering(day);
    for (NewsArticle article : articles) {
      serve(article, rendering);
    }
    for (Desk desk : Desk.values()) {
      List<NewsArticle> own = of(desk);
      served.put(
          desk.host() + "/",
          ServedPage.of(utf8(Rendering.frontPage(desk, own)), "text/html; charset=utf-8"));
      served.put(
          desk.host() + "/feed.xml",
          ServedPage.of(utf8(Feed.of(desk, own, day)), "application/rss+xml; charset=utf-8"));
    }
  }

  /** The site of the clock's day, counted in UTC. */
  public static NewsSite open(Clock clock) {
    List<NewsArticle> articles =
        Desk.resource("articles/index.txt")
            .lines()
            .filter(name -> !name.isBlank())
            .map(name -> NewsArticle.parse(Desk.resource("articles/" + name.strip() + ".txt")))
            .toList();
    return new NewsSite(articles, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
  }

  private void serve(NewsArticle article, Rendering rendering) {
    if (article.isGone()) {
      return;
    }
    String html = rendering.page(article, related(article));
    byte[] body = html.getBytes(Charset.forName(article.charset()));
    // The page in another charset says so in its head only, where the reader has to look for it.
    String type = article.charset().equals("utf-8") ? "text/html; charset=utf-8" : "text/html";
    String host = article.desk().host();
    served.put(host + article.path(), ServedPage.of(body, type));
    article
        .formerPath()
        .ifPresent(path ->
            served.put(host + path, ServedPage.movedTo(article.desk().address(article.path()))));
  }

  private List<NewsArticle> related(NewsArticle article) {
    return of(article.desk()).stream().filter(it -> !it.equals(article)).limit(RELATED).toList();
  }

  private List<NewsArticle> of(Desk desk) {
    return articles.stream().filter(article -> article.desk() == desk).toList();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public Set<String> hosts() {
    return Arrays.stream(Desk.values()).map(Desk::host).collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Optional<ServedPage> at(String host, String path) {
    return Optional.ofNullable(served.get(host + path));
  }

  @Override
  public List<Page> pages() {
    var pages = new ArrayList<Page>();
    for (NewsArticle article : articles) {
      boolean dated = article.dates() != NewsArticle.DateStyle.NONE;
      pages.add(
          new Page(
              article.address(),
              article.title(),
              article.summary(),
              article.body().replaceAll("(?m)^(?:## |- )|\\*", "").replaceAll("\\s+", " "),
              article.section() + " " + article.tags(),
              dated ? Optional.of(day + "T00:00:00") : Optional.empty()));
    }
    return pages;
  }

  @Override
  public int skipped() {
    return 0;
  }
}
