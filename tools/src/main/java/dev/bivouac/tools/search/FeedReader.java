package dev.bivouac.tools.search;

import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import dev.bivouac.tool.ToolFailure;
import dev.bivouac.tools.article.PageAddress;
import java.io.StringReader;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.jsoup.Jsoup;

/** Reads RSS and Atom. A document type is refused, and with it entities of its own. */
final class FeedReader {
  private static final int MAX_ITEMS = 300;
  private static final int MAX_SUMMARY = 2_000;

  private FeedReader() {}

  /**
   * The entries of a feed as hits.
   *
   * @param name of the feed; empty to take its own title
   * @throws ToolFailure if it is no feed
   */
  static List<SearchHit> read(URI address, String name, String xml) {
    SyndFeed feed = parse(address, xml);
    String source = name.isEmpty() ? Optional.ofNullable(feed.getTitle()).orElse("") : name;
    var hits = new ArrayList<SearchHit>();
    for (SyndEntry entry : feed.getEntries()) {
      if (hits.size() == MAX_ITEMS) {
        break;
      }
      link(entry)
          .ifPresent(link ->
              hits.add(
                  new SearchHit(
                      plain(entry.getTitle()), link, summary(entry), date(entry), source)));
    }
    return hits;
  }

  private static SyndFeed parse(URI address, String xml) {
    var input = new SyndFeedInput();
    input.setAllowDoctypes(false);
    input.setPreserveWireFeed(false);
    try {
      return input.build(new StringReader(xml.strip().replaceFirst("^\uFEFF", "")));
    } catch (FeedException | IllegalArgumentException e) {
      throw new ToolFailure("%s is no RSS or Atom feed.".formatted(address), e);
    }
  }

  private static Optional<URI> link(SyndEntry entry) {
    String link = Optional.ofNullable(entry.getLink()).orElse(entry.getUri());
    try {
      return link == null ? Optional.empty() : Optional.of(PageAddress.parse(link));
    } catch (ToolFailure e) {
      return Optional.empty();
    }
  }

  private static String summary(SyndEntry entry) {
    return entry.getDescription() == null ? "" : plain(entry.getDescription().getValue());
  }

  private static Optional<Instant> date(SyndEntry entry) {
    return Optional.ofNullable(entry.getPublishedDate())
        .or(() -> Optional.ofNullable(entry.getUpdatedDate()))
        .map(Date::toInstant);
  }

  /** Titles and summaries are HTML more often than not. */
  private static String plain(@org.jspecify.annotations.Nullable String html) {
    if (html == null) {
      return "";
    }
    String text = Jsoup.parseBodyFragment(dev.bivouac.run.Text.head(html, 20_000)).text();
    return dev.bivouac.run.Text.head(text, MAX_SUMMARY);
  }
}
