package dev.bivouac.tools.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bivouac.tool.ToolFailure;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedReaderTest {
  private static final URI ADDRESS = URI.create("https://example.org/feed");
  private static final String RSS =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <rss version="2.0"><channel><title>Tides today</title><link>https://example.org</link>
      <description>d</description>
      <item><title>High &amp; low</title><link>https://example.org/1</link>
      <description>&lt;p&gt;The &lt;b&gt;moon&lt;/b&gt; pulls.&lt;/p&gt;</description>
      <pubDate>Sun, 22 Nov 2026 07:30:00 GMT</pubDate></item>
      <item><title>No address</title><link>javascript:alert(1)</link></item>
      </channel></rss>
      """;

  @Test
  void readsRss() {
    assertThat(FeedReader.read(ADDRESS, "", "\n\uFEFF" + RSS))
        .containsExactly(
            new SearchHit(
                "High & low",
                URI.create("https://example.org/1"),
                "The moon pulls.",
                Optional.of(Instant.parse("2026-11-22T07:30:00Z")),
                "Tides today"));
  }

  @Test
  void readsAtomUnderTheNameItWasGiven() {
    var hits =
        FeedReader.read(
            ADDRESS,
            "Mine",
            """
            <feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><id>urn:1</id>
            <updated>2026-11-22T07:30:00Z</updated>
            <entry><title>One</title><id>urn:2</id><link href="https://example.org/2"/>
            <updated>2026-11-22T06:00:00Z</updated><summary>s</summary></entry></feed>
            """);

    assertThat(hits)
        .containsExactly(
            new SearchHit(
                "One",
                URI.create("https://example.org/2"),
                "s",
                Optional.of(Instant.parse("2026-11-22T06:00:00Z")),
                "Mine"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><rss version=\"2.0\"><channel><title>&x;</title></channel></rss>",
        "<!DOCTYPE r [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><rss version=\"2.0\"><channel><title>&b;</title></channel></rss>",
        "<html><body>no feed</body></html>",
        "",
        "{}"
      })
  void refusesWhatIsNoFeed(String text) {
    assertThatThrownBy(() -> FeedReader.read(ADDRESS, "", text))
        .isInstanceOf(ToolFailure.class)
        .hasMessage("https://example.org/feed is no RSS or Atom feed.");
  }
}
