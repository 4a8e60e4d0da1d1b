package dev.bivouac.tools.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bivouac.tool.ToolFailure;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedReaderTest {
  private static final URI FEED = URI.create("https://pier.test/feeds/all.xml");

  @Test
  void readsRss() {
    List<FeedItem> items =
        read(
            """
            <?xml version="1.0" encoding="iso-8859-1"?>
            <rss version="2.0"><channel><title>The Pier</title><link>/</link><description/>
            <item><title>Ferry &amp;amp; tide</title><link>/ferry</link>
            <description><![CDATA[<p>It left <b>late</b>.<script>x()</script></p>]]></description>
            <pubDate>Sun, 22 Nov 2026 08:00:00 +0100</pubDate></item>
            <item><title>No link</title></item>
            <item><title>Odd link</title><link>javascript:alert(1)</link></item>
            </channel></rss>
            """);

    assertThat(items)
        .containsExactly(
            new FeedItem(
                "Ferry & tide",
                "It left late.",
                URI.create("https://pier.test/ferry"),
                Optional.of(Instant.parse("2026-11-22T07:00:00Z")),
                "The Pier"));
  }

  @Test
  void readsAtom() {
    List<FeedItem> items =
        read(
            """
            <feed xmlns="http://www.w3.org/2005/Atom"><title>The Pier</title><id>x</id>
            <updated>2026-11-22T09:00:00Z</updated>
            <entry><title>Ferry</title><id>tag:pier.test,2026:1</id>
            <link href="https://pier.test/ferry"/><updated>2026-11-22T08:00:00Z</updated>
            <content type="html">&lt;p&gt;Late again&lt;/p&gt;</content></entry></feed>
            """);

    assertThat(items).hasSize(1);
    assertThat(items.get(0).summary()).isEqualTo("Late again");
    assertThat(items.get(0).publishedAt()).contains(Instant.parse("2026-11-22T08:00:00Z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE rss [<!ENTITY x SYSTEM \"file:///etc/hostname\">]><rss version='2.0'><channel><title>&x;</title><link>/</link><description/></channel></rss>",
        "<!DOCTYPE rss SYSTEM \"http://127.0.0.1/x.dtd\"><rss version='2.0'><channel><title>a</title><link>/</link><description/></channel></rss>",
        "<!DOCTYPE a [<!ENTITY a \"aaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]><rss version='2.0'><channel><title>&b;</title></channel></rss>"
      })
  void refusesADocumentTypeAndItsEntities(String xml) {
    assertThatThrownBy(() -> read(xml)).isInstanceOf(ToolFailure.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html><body>no</body></html>", "<rss version='2.0'><channel>", "{}"})
  void saysThatItIsNoFeed(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(ToolFailure.class)
        .hasMessageContaining("is no feed");
  }

  @Test
  void refusesWhatIsNestedTooDeep() {
    assertThatThrownBy(() -> read("<a>".repeat(100_000)))
        .isInstanceOf(ToolFailure.class)
        .hasMessageContaining("nested too deep");
  }

  private static List<FeedItem> read(String xml) {
    return FeedReader.read(xml, FEED, Optional.empty());
  }
}
