package dev.bivouac.tools.article;

import dev.bivouac.tool.ToolFailure;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** Finds the article in a page of HTML. Reads nothing but its arguments. */
public final class ArticleReader {
  /** Far more than real pages have; keeps a page from filling the memory. */
  private static final int MAX_TAGS = 100_000;

  /** Deeper elements become siblings, so that nothing that walks the tree can run out of stack. */
  private static final int MAX_DEPTH = 256;

  /** With fewer letters it is a message of the site, not an article. */
  private static final int SHORTEST = 40;

  private static final Pattern SCRIPT = Pattern.compile("(?i)<script\\b");
  private static final Pattern FOR_SUBSCRIBERS =
      Pattern.compile("(?i)\"isAccessibleForFree\"\\s*:\\s*\"?false");

  private ArticleReader() {}

  /**
   * The article; empty if there is no text that looks like one.
   *
   * @param address where the page was found, which links are relative to
   * @throws ToolFailure if the page is too complex to be read
   */
  public static Optional<Article> read(String html, URI address) {
    if (html.chars().filter(c -> c == '<').count() > MAX_TAGS) {
      throw new ToolFailure(
          "%s has more than %,d tags, too many to read. Use another source."
              .formatted(FetchFailures.shown(address), MAX_TAGS));
    }
    Document page = parse(html, address);
    ArticleFacts facts = FactsReader.read(page, address);
    return ContentFinder.find(() -> parse(html, address), facts.title().orElse(""))
        .map(content -> MarkdownWriter.write(content, base(page, address)))
        .filter(markdown -> markdown.codePoints().filter(Character::isLetter).count() >= SHORTEST)
        .map(markdown -> new Article(facts, markdown, forSubscribers(html)));
  }

  /** Why there is no article, in a few words for a sentence. */
  static String whyNone(String html) {
    if (forSubscribers(html)) {
      return "says that it is for subscribers only";
    }
    return SCRIPT.matcher(html).find()
        ? "shows no text of an article; it seems to be built by scripts, which are not run here"
        : "holds no text of an article";
  }

  private static boolean forSubscribers(String html) {
    return FOR_SUBSCRIBERS.matcher(html).find();
  }

  private static Document parse(String html, URI address) {
    Parser parser = Parser.htmlParser().setMaxDepth(MAX_DEPTH);
    return parser.parseInput(html, address.toString());
  }

  private static URI base(Document page, URI address) {
    Element base = page.selectFirst("base[href]");
    return base == null ? address : PageAddress.resolve(address, base.attr("href")).orElse(address);
  }
}
