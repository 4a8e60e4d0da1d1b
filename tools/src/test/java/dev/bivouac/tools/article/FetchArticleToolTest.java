package dev.bivouac.tools.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bivouac.tool.ToolFailure;
import dev.bivouac.tool.ToolOutput;
import java.net.URI;
import org.junit.jupiter.api.Test;

class FetchArticleToolTest {
  private static final String SENTENCE =
      "The harbour was closed on Monday, said the harbour master, because the wind had turned. ";
  private static final String PAGE =
      """
      <html lang="en"><head><title>Harbour closed - The Pier</title>
      <meta property="og:site_name" content="The Pier">
      <meta name="author" content="By A. Writer">
      <meta property="article:published_time" content="2026-11-22T08:00:00Z">
      <link rel="canonical" href="http://www.harbour.test/closed"></head>
      <body><nav>Home News</nav><article><h1>Harbour closed</h1><p>%s</p></article></body></html>
      """
          .formatted(SENTENCE.repeat(8));

  @Test
  void givesTheArticleAndWhereItCameFrom() {
    ToolOutput output = tool("text/html", PAGE).fetchArticle("http://harbour.test/a", 0);

    assertThat(output.text())
        .startsWith(
            """
            Title: Harbour closed
            By: A. Writer
            Site: The Pier
            Published: 2026-11-22T08:00:00Z
            Address: http://harbour.test/b

            The harbour was closed\
            """);
    assertThat(output.data())
        .containsEntry("requested", "http://harbour.test/a")
        .containsEntry("final", "http://harbour.test/b")
        .containsEntry("canonical", "http://www.harbour.test/closed")
        .containsEntry("title", "Harbour closed")
        .containsEntry("byline", "A. Writer")
        .containsEntry("site", "The Pier")
        .containsEntry("publishedAt", "2026-11-22T08:00:00Z");
  }

  @Test
  void cutsALongArticleAndReadsOnWhereItCut() {
    String page = "<article>" + ("<p>" + SENTENCE.repeat(4) + "</p>").repeat(4) + "</article>";
    FetchArticleTool tool = new FetchArticleTool(fetcher("text/html", page), 800);

    String first = tool.fetchArticle("http://harbour.test/a", 0).text();
    String second = tool.fetchArticle("http://harbour.test/a", 704).text();

    assertThat(first).contains("[Cut at character 704 of ", "offset 704.]");
    assertThat(second).contains("[Continued from character 704.]").doesNotContain("[Cut");
  }

  @Test
  void refusesAnOffsetBehindTheEnd() {
    assertThatThrownBy(() -> tool("text/html", PAGE).fetchArticle("http://harbour.test/a", 99_999))
        .isInstanceOf(ToolFailure.class)
        .hasMessageStartingWith("The offset must be from 0 to ");
  }

  @Test
  void givesPlainTextAsItIs() {
    ToolOutput output =
        tool("text/plain", "one\r\ntwo\u001b[31m").fetchArticle("http://harbour.test/a", 0);

    assertThat(output.text()).isEqualTo("Address: http://harbour.test/b\n\none\ntwo[31m");
  }

  @Test
  void saysThatAPageIsBuiltByScripts() {
    String page = "<body><div id=root></div><script src=app.js></script></body>";

    assertThatThrownBy(() -> tool("text/html", page).fetchArticle("http://harbour.test/a", 0))
        .isInstanceOf(ToolFailure.class)
        .hasMessageContaining("built by scripts");
  }

  @Test
  void saysThatAPageIsForSubscribers() {
    String wall = "<script type=application/ld+json>{\"isAccessibleForFree\": \"False\"}</script>";

    assertThatThrownBy(() -> tool("text/html", wall).fetchArticle("http://harbour.test/a", 0))
        .hasMessageContaining("for subscribers");
    assertThat(tool("text/html", wall + PAGE).fetchArticle("http://harbour.test/a", 0).text())
        .contains("Note: the page says it is for subscribers");
  }

  @Test
  void saysThatAFeedIsNoArticle() {
    assertThatThrownBy(
            () -> tool("application/rss+xml", "<rss/>").fetchArticle("http://harbour.test/a", 0))
        .isInstanceOf(ToolFailure.class)
        .hasMessageContaining("is a feed");
  }

  @Test
  void refusesWhatIsNoAddress() {
    assertThatThrownBy(() -> tool("text/html", PAGE).fetchArticle("harbour", 0))
        .isInstanceOf(ToolFailure.class)
        .hasMessageContaining("https://example.org/news");
  }

  private static FetchArticleTool tool(String mediaType, String text) {
    return new FetchArticleTool(fetcher(mediaType, text));
  }

  private static PageFetcher fetcher(String mediaType, String text) {
    return address ->
        new FetchedPage(address, URI.create("http://harbour.test/b"), mediaType, text);
  }
}
