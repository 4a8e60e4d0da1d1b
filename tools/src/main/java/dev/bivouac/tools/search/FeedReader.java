package dev.bivouac.tools.search;

import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import dev.bivouac.tool.ToolFailure;
import dev.bivouac.tools.article.PageAddress;
import dev.bivouac.tools.article.SafeText;
import java.io.StringReader;
import java.net.URI;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/** Reads RSS and Atom. A document type, with all that entities can do, is refused. */
final class FeedReader {
  private static final int MAX_ITEMS = 200;
  private static final int MAX_DEPTH = 100;
  private static final int MAX_TITLE = 300;
  private static final int MAX_SUMMARY = 500;
  private static final int MAX_MARKUP = 20_000;

  private FeedReader() {}

  /**
   * The items in the order of the feed.
   *
   * @param address what links are relative to
   * @param name what to call the source; empty for the title of the feed
   * @throws ToolFailure if it is not a feed
   */
  static List<FeedItem> read(String xml, URI address, Optional<String> name) {
    String text = SafeText.clean(xml).strip();
    if (depth(text) > MAX_DEPTH) {
      throw notAFeed(address, "its elements are nested too deep", null);
    }
    try {
      SyndFeed feed = new SyndFeedInput(false, Locale.ROOT).build(new StringReader(text));
      String source =
          name.or(() -> Optional.of(plain(feed.getTitle(), MAX_TITLE)).filter(t -> !t.isEmpty()))
              .orElse(address.getHost());
      return feed.getEntries().stream()
          .limit(MAX_ITEMS)
          .flatMap(entry -> item(entry, address, source).stream())
          .toList();
    } catch (FeedException | IllegalArgumentException e) {
      throw notAFeed(address, "it is neither RSS nor Atom, or is broken", e);
    }
  }

  private static Optional<FeedItem> item(SyndEntry entry, URI feed, String source) {
    return Stream.of(Optional.ofNullable(entry.getLink()), Optional.ofNullable(entry.getUri()))
        .flatMap(Optional::stream)
        .flatMap(link -> PageAddress.resolve(feed, link).stream())
        .findFirst()
        .map(address ->
            new FeedItem(
                plain(entry.getTitle(), MAX_TITLE),
                summary(entry),
                address,
                Optional.ofNullable(entry.getPublishedDate())
                    .or(() -> Optional.ofNullable(entry.getUpdatedDate()))
                    .map(Date::toInstant),
                source));
  }

  private static String summary(SyndEntry entry) {
    return Stream.concat(
            Optional.ofNullable(entry.getDescription()).stream(), entry.getContents().stream())
        .map(SyndContent::getValue)
        .map(value -> plain(value, MAX_SUMMARY))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("");
  }

  /** Feeds put HTML into titles and summaries. */
  private static String plain(@Nullable String markup, int max) {
    if (markup == null) {
      return "";
    }
    String start = markup.length() > MAX_MARKUP ? markup.substring(0, MAX_MARKUP) : markup;
    return SafeText.oneLine(Jsoup.parse(start).text(), max);
  }

  /** How deep elements are nested; libraries below walk them by recursion. */
  private static int depth(String xml) {
    int depth = 0;
    int deepest = 0;
    int at = xml.indexOf('<');
    while (at >= 0) {
      int end;
      if (xml.startsWith("<![CDATA[", at)) {
        end = xml.indexOf("]]>", at);
      } else if (xml.startsWith("<!--", at)) {
        end = xml.indexOf("-->", at);
      } else {
        end = xml.indexOf('>', at);
        if (xml.startsWith("</", at)) {
          depth--;
        } else if (end > 0 && xml.charAt(end - 1) != '/' && xml.charAt(end - 1) != '?') {
          depth++;
        }
      }
      deepest = Math.max(deepest, depth);
      at = end < 0 ? -1 : xml.indexOf('<', end);
    }
    return deepest;
  }

  private static ToolFailure notAFeed(URI address, String why, @Nullable Throwable cause) {
    String message = "%s is no feed that can be read: %s.".formatted(address, why);
    return cause == null ? new ToolFailure(message) : new ToolFailure(message, cause);
  }
}
