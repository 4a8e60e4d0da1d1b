package dev.bivouac.tools.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bivouac.tool.ToolFailure;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArticleReaderTest {
  private static final URI ADDRESS = URI.create("https://www.pier.test/2026/ferry?x=1");
  private static final String TEXT =
      "The ferry left late, as it often does in winter, and nobody on the pier was surprised. ";

  @Test
  void findsTheArticleBetweenEverythingElse() {
    String page =
        """
        <body><header><a href=/>Pier</a></header>
        <div class=menu><ul><li><a href=/1>Sport</a><li><a href=/2>Weather</a></ul></div>
        <div id=content><h1>The ferry</h1><p>%1$s<p>%1$s<p>%1$s
          <div class=share><a href=/share>Share this</a></div><script>track()</script><p>%1$s
          <aside>Subscribe now</aside><p hidden>secret<p style="display: none">hidden</div>
        <div class=sidebar><h3>Most read</h3><a href=/3>Ten tricks, you will not believe</a></div>
        <footer>All rights reserved</footer></body>
        """
            .formatted(TEXT.repeat(3));

    String markdown = read(page).markdown();

    assertThat(markdown).contains(TEXT.strip());
    assertThat(markdown)
        .doesNotContain("Sport", "Share", "track", "Subscribe", "secret", "hidden")
        .doesNotContain("Most read", "rights", "# The ferry");
  }

  @Test
  void makesParagraphsOfLineBreaks() {
    String text = TEXT.repeat(3).strip();
    String page =
        "<body><div id=story>%1$s<br><br>%1$s<br>next line<br><br>%1$s</div>".formatted(text);

    assertThat(read(page).markdown().split("\n\n")).hasSize(3);
  }

  @Test
  void believesJsonLdFirst() {
    String page =
        """
        <html lang=en-GB><head><title>Wrong</title><meta property=og:title content="Wrong too">
        <script type="application/ld+json">//<![CDATA[
        {"@graph": [{"@type": "WebPage"}, {"@type": ["NewsArticle"], "headline": "The late ferry",
          "author": [{"name": "A. Writer"}, "B. Editor"], "publisher": {"name": "The Pier"},
          "datePublished": "2026-11-22T08:00:00+01:00"}]}
        //]]></script></head><body><p>%s</p></body></html>
        """
            .formatted(TEXT.repeat(8));

    ArticleFacts facts = read(page).facts();

    assertThat(facts.title()).contains("The late ferry");
    assertThat(facts.byline()).contains("A. Writer, B. Editor");
    assertThat(facts.site()).contains("The Pier");
    assertThat(facts.publishedAt()).contains("2026-11-22T08:00:00+01:00");
    assertThat(facts.language()).contains("en-GB");
  }

  @Test
  void findsFactsInMarkupWhereNothingElseSaysThem() {
    String page =
        """
        <title>The late ferry comes | Pier</title><article><header><a rel=author>A. Writer</a>
        <time datetime="2026-11-22">yesterday</time></header><p>%s</p></article>
        """
            .formatted(TEXT.repeat(8));

    ArticleFacts facts = read(page).facts();

    assertThat(facts.title()).contains("The late ferry comes");
    assertThat(facts.byline()).contains("A. Writer");
    assertThat(facts.publishedAt()).contains("2026-11-22");
    assertThat(facts.canonical()).isEqualTo(ADDRESS);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "/ferry, https://www.pier.test/ferry",
    "https://pier.test/ferry, https://pier.test/ferry",
    "https://m.pier.test/ferry, https://m.pier.test/ferry",
    "https://famous.test/ferry, https://www.pier.test/2026/ferry?x=1",
    "https://notpier.test/ferry, https://www.pier.test/2026/ferry?x=1",
    "javascript:alert(1), https://www.pier.test/2026/ferry?x=1"
  })
  void believesACanonicalAddressOfTheSameSiteOnly(String href, String expected) {
    String page = "<link rel=canonical href='%s'><p>%s</p>".formatted(href, TEXT.repeat(8));

    assertThat(read(page).facts().canonical()).isEqualTo(URI.create(expected));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          2026-11-22                      | 2026-11-22
          20261122                        | 2026-11-22
          2026-11-22T08:00Z               | 2026-11-22T08:00:00Z
          2026-11-22 08:00:00.123 +0100   | 2026-11-22T08:00:00+01:00
          2026-11-22T08:00:00             | 2026-11-22T08:00:00
          1763798400                      | 2025-11-22T08:00:00Z
          Sun, 22 Nov 2026 08:00:00 GMT   | 2026-11-22T08:00Z
          November 22, 2026               | 2026-11-22
          Sunday, 22 November 2026        | 2026-11-22
          yesterday                       |
          2026-99-99                      |
          """)
  void readsDatesAsPagesWriteThem(String written, String expected) {
    assertThat(PublishedDates.iso(written).orElse(null)).isEqualTo(expected);
  }

  @Test
  void survivesAPageThatIsNestedTooDeep() {
    String page = "<div>".repeat(60_000) + TEXT.repeat(10) + "<b><i><a href=/x>".repeat(10_000);

    assertThat(read(page).markdown()).contains(TEXT.strip());
  }

  @Test
  void refusesAPageWithTooManyTags() {
    assertThatThrownBy(() -> read("<b>".repeat(100_001)))
        .isInstanceOf(ToolFailure.class)
        .hasMessageContaining("100,000 tags");
  }

  @Test
  void findsNothingWhereThereIsNothing() {
    assertThat(ArticleReader.read("<body><p>404</p></body>", ADDRESS)).isEmpty();
  }

  private static Article read(String page) {
    return ArticleReader.read(page, ADDRESS).orElseThrow();
  }
}
