package dev.bivouac.tools.article;

import static dev.bivouac.tool.Repeat.READS;

import dev.bivouac.tool.OnResume;
import dev.bivouac.tool.Retry;
import dev.bivouac.tool.ToolFailure;
import dev.bivouac.tool.ToolOutput;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Reads the article on a web page, without what stands around it. */
public final class FetchArticleTool {
  /** Characters of an article in one result: some 5,000 tokens of English. */
  public static final int DEFAULT_LENGTH = 20_000;

  private static final int MAX_TITLE = 300;

  private final PageFetcher fetcher;
  private final int length;

  /** A tool that gives {@value #DEFAULT_LENGTH} characters at a time. */
  public FetchArticleTool(PageFetcher fetcher) {
    this(fetcher, DEFAULT_LENGTH);
  }

  /**
   * A tool that gives as much at a time as you say.
   *
   * @param length the most characters of an article in one result, at least 500
   */
  public FetchArticleTool(PageFetcher fetcher, int length) {
    if (length < 500) {
      throw new IllegalArgumentException("length must be at least 500, was " + length);
    }
    this.fetcher = fetcher;
    this.length = length;
  }

  /** What the model calls; lines about the article, then its text as Markdown. */
  @Tool(
      name = "fetch_article",
      value =
          "Fetches a web page and gives the article on it as Markdown, with title, author, site, date and address. A long article is cut, and a note at the cut says how to read on.")
  @OnResume(READS)
  @Retry
  public ToolOutput fetchArticle(
      @P(
              name = "url",
              description = "The full address of the page, such as https://example.org/news")
          String url,
      @P(
              name = "offset",
              description =
                  "Where to begin in the text of a long article, in characters, as the note at its cut says.",
              defaultValue = "0")
          int offset) {
    FetchedPage page = fetcher.fetch(PageAddress.parse(url));
    Article article = read(page);
    String text = article.markdown();
    if (offset < 0 || (offset > 0 && offset >= text.length())) {
      throw new ToolFailure(
          "The offset must be from 0 to %d for this article, was %d."
              .formatted(text.length() - 1, offset));
    }
    int start = SafeText.end(text, offset);
    int end = cut(text, start);
    StringBuilder output = new StringBuilder(header(article, page));
    output.append('\n');
    if (start > 0) {
      output.append("[Continued from character %d.]\n\n".formatted(start));
    }
    output.append(text, start, end);
    if (end < text.length()) {
      output.append(
          "\n\n[Cut at character %d of %d. To read on, call fetch_article with the same url and offset %d.]"
              .formatted(end, text.length(), end));
    }
    return new ToolOutput(output.toString(), data(article.facts(), page));
  }

  private static Article read(FetchedPage page) {
    if (MediaTypes.isHtml(page.mediaType())) {
      return ArticleReader.read(page.text(), page.address())
          .orElseThrow(() ->
              new ToolFailure(
                  "%s %s. Use another source."
                      .formatted(
                          FetchFailures.shown(page.address()),
                          ArticleReader.whyNone(page.text()))));
    }
    if (MediaTypes.isPlain(page.mediaType())) {
      return plain(page);
    }
    throw new ToolFailure(
        "%s is a feed or other data (%s), not an article. Fetch one of the pages it names, or search for them."
            .formatted(
                FetchFailures.shown(page.address()), SafeText.oneLine(page.mediaType(), 60)));
  }

  private static Article plain(FetchedPage page) {
    String text = SafeText.clean(page.text()).strip();
    if (text.isEmpty()) {
      throw new ToolFailure(
          FetchFailures.shown(page.address()) + " is an empty page. Use another source.");
    }
    Optional<String> none = Optional.empty();
    var facts = new ArticleFacts(none, none, none, none, none, page.address());
    return new Article(facts, text, false);
  }

  /** The end of the last whole paragraph that fits, unless that would waste much. */
  private int cut(String text, int start) {
    if (text.length() - start <= length) {
      return text.length();
    }
    int end = SafeText.end(text, start + length);
    int paragraph = text.lastIndexOf("\n\n", end);
    return paragraph > start + length * 4 / 5 ? paragraph : end;
  }

  private static String header(Article article, FetchedPage page) {
    ArticleFacts facts = article.facts();
    StringBuilder header = new StringBuilder();
    facts.title().ifPresent(title -> line(header, "Title", title));
    facts.byline().ifPresent(byline -> line(header, "By", byline));
    facts.site().ifPresent(site -> line(header, "Site", site));
    facts.publishedAt().ifPresent(published -> line(header, "Published", published));
    line(header, "Address", page.address().toString());
    if (article.forSubscribers()) {
      line(header, "Note", "the page says it is for subscribers; this may be only its beginning");
    }
    return header.toString();
  }

  private static void line(StringBuilder header, String name, String value) {
    header.append(name).append(": ").append(value).append('\n');
  }

  private static Map<String, String> data(ArticleFacts facts, FetchedPage page) {
    Map<String, String> data = new LinkedHashMap<>();
    data.put("requested", page.requested().toString());
    data.put("final", page.address().toString());
    data.put("canonical", facts.canonical().toString());
    facts.title().ifPresent(title -> data.put("title", SafeText.oneLine(title, MAX_TITLE)));
    facts.byline().ifPresent(byline -> data.put("byline", byline));
    facts.site().ifPresent(site -> data.put("site", site));
    facts.publishedAt().ifPresent(published -> data.put("publishedAt", published));
    facts.language().ifPresent(language -> data.put("language", language));
    return data;
  }
}
