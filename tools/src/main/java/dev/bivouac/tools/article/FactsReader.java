package dev.bivouac.tools.article;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.select.Elements;

/** Gathers what a page says about its article: JSON-LD first, then meta elements, then markup. */
final class FactsReader {
  private static final int MAX_TITLE = 300;
  private static final int MAX_NAME = 150;
  private static final int MAX_BYLINE = 100;
  private static final String SEPARATORS = "|-–—\\/>»·•:";

  private final Document page;
  private final URI address;
  private final JsonLd jsonLd;
  private final Map<String, String> meta = new HashMap<>();

  private FactsReader(Document page, URI address) {
    this.page = page;
    this.address = address;
    this.jsonLd = JsonLd.of(page);
    for (String attribute : List.of("property", "name", "itemprop", "http-equiv")) {
      for (Element element : page.select("meta[content][" + attribute + "]")) {
        String content = element.attr("content").strip();
        for (String key :
            element.attr(attribute).strip().toLowerCase(Locale.ROOT).split("\\s+", -1)) {
          if (!key.isEmpty() && !content.isEmpty()) {
            meta.putIfAbsent(key.replace(':', '.'), content);
          }
        }
      }
    }
  }

  /** The facts. Call it before anything is taken out of the page. */
  static ArticleFacts read(Document page, URI address) {
    FactsReader reader = new FactsReader(page, address);
    Optional<String> site = reader.site();
    return new ArticleFacts(
        reader.title(site),
        reader.byline(),
        site,
        reader.published(),
        reader.language(),
        reader.canonical());
  }

  private Optional<String> site() {
    return jsonLd
        .publisher()
        .or(() -> meta("og.site_name"))
        .or(() -> meta("application-name"))
        .flatMap(name -> SafeText.present(name, MAX_NAME));
  }

  private Optional<String> title(Optional<String> site) {
    return jsonLd
        .headline()
        .or(() ->
            meta(
                "dc.title",
                "dcterms.title",
                "dcterm.title",
                "og.title",
                "weibo.article.title",
                "title",
                "twitter.title",
                "parsely-title"))
        .flatMap(title -> SafeText.present(unescape(title), MAX_TITLE))
        .map(title -> withoutSite(title, site))
        .or(this::pageTitle);
  }

  /** The title element, without the site's name at its end if what is left is still a title. */
  private Optional<String> pageTitle() {
    String title = SafeText.oneLine(page.title(), MAX_TITLE);
    Elements headings = page.select("h1, h2");
    for (Element heading : headings) {
      String text = SafeText.oneLine(heading.text(), MAX_TITLE);
      if (text.length() >= 10 && title.contains(text)) {
        return Optional.of(text);
      }
    }
    int cut =
        Math.max(
            title.lastIndexOf(" | "), Math.max(title.lastIndexOf(" - "), title.lastIndexOf(" – ")));
    if (cut > 0 && title.substring(0, cut).split(" ", -1).length >= 4) {
      title = title.substring(0, cut);
    }
    if (title.isEmpty()) {
      Elements first = page.select("h1");
      title = first.size() == 1 ? SafeText.oneLine(first.text(), MAX_TITLE) : "";
    }
    return Optional.of(title).filter(t -> !t.isEmpty());
  }

  private static String withoutSite(String title, Optional<String> site) {
    if (site.isEmpty() || !title.endsWith(site.get())) {
      return title;
    }
    String rest = title.substring(0, title.length() - site.get().length()).stripTrailing();
    boolean separated = !rest.isEmpty() && SEPARATORS.indexOf(rest.charAt(rest.length() - 1)) >= 0;
    String bare = separated ? rest.substring(0, rest.length() - 1).stripTrailing() : "";
    return bare.isEmpty() ? title : bare;
  }

  private Optional<String> byline() {
    return jsonLd
        .author()
        .or(() ->
            meta("dc.creator", "dcterms.creator", "dcterm.creator", "author", "parsely-author"))
        .or(() -> meta("article.author").filter(a -> !a.matches("(?i)https?://.*")))
        .or(this::markedByline)
        .map(
            name -> SafeText.oneLine(unescape(name), MAX_NAME).replaceFirst("^(?i:by)[: ]\\s*", ""))
        .filter(name -> !name.isEmpty());
  }

  private Optional<String> markedByline() {
    for (String selector :
        List.of(
            "[rel=author]",
            "[itemprop~=author]",
            "[class*=byline], [class*=author-name], [id*=byline]")) {
      for (Element element : page.select(selector)) {
        String text = SafeText.oneLine(element.text());
        if (!text.isEmpty() && text.length() < MAX_BYLINE) {
          Element name = element.selectFirst("[itemprop~=name]");
          return Optional.of(name == null ? text : SafeText.oneLine(name.text()));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> published() {
    return jsonLd
        .published()
        .or(() ->
            meta(
                "article.published_time",
                "og.article.published_time",
                "parsely-pub-date",
                "datepublished",
                "dc.date.issued",
                "dcterms.created",
                "dc.date",
                "dcterms.date",
                "pubdate",
                "publishdate",
                "publish-date",
                "sailthru.date",
                "date"))
        .flatMap(PublishedDates::iso)
        .or(this::markedDate);
  }

  private Optional<String> markedDate() {
    for (String selector :
        List.of(
            "time[itemprop~=datePublished]",
            "[itemprop~=datePublished]",
            "time[pubdate]",
            "article header time[datetime]",
            "article time[datetime]",
            "main time[datetime]",
            "abbr.published[title]",
            "[class*=publish] time[datetime]")) {
      Element element = page.selectFirst(selector);
      if (element != null) {
        Optional<String> date =
            PublishedDates.iso(element.attr("datetime"))
                .or(() -> PublishedDates.iso(element.attr("content")))
                .or(() -> PublishedDates.iso(element.attr("title")))
                .or(() -> PublishedDates.iso(element.text()));
        if (date.isPresent()) {
          return date;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> language() {
    Element root = page.selectFirst("html[lang]");
    return Optional.ofNullable(root)
        .map(r -> r.attr("lang"))
        .or(() -> meta("content-language"))
        .or(jsonLd::language)
        .or(() -> meta("og.locale"))
        .map(language -> language.strip().replace('_', '-'))
        .filter(language -> language.matches("[a-zA-Z]{2,3}(-[a-zA-Z0-9]{1,8})*"));
  }

  /**
   * Only an address of the same site is believed: otherwise any page could pass for one of somebody
   * else's.
   */
  private URI canonical() {
    Element link = page.selectFirst("link[rel~=(?i)\\bcanonical\\b][href]");
    return Optional.ofNullable(link)
        .map(l -> l.attr("href"))
        .or(() -> meta("og.url"))
        .flatMap(href -> PageAddress.resolve(address, href))
        .filter(canonical -> sameSite(canonical.getHost(), address.getHost()))
        .orElse(address);
  }

  private static boolean sameSite(String one, String other) {
    String a = bare(one);
    String b = bare(other);
    return a.equals(b)
        || (b.indexOf('.') > 0 && a.endsWith("." + b))
        || (a.indexOf('.') > 0 && b.endsWith("." + a));
  }

  private static String bare(String host) {
    return host.replaceFirst("^(?:www\\d?|m|mobile|amp)\\.(?=.*\\.)", "");
  }

  private Optional<String> meta(String... names) {
    for (String name : names) {
      String content = meta.get(name);
      if (content != null) {
        return Optional.of(content);
      }
    }
    return Optional.empty();
  }

  /** Sites escape twice, so that a title holds the entity of a quotation mark. */
  private static String unescape(String text) {
    return Parser.unescapeEntities(text, false);
  }
}
