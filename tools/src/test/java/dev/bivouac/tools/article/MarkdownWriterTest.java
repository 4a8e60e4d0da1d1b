package dev.bivouac.tools.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MarkdownWriterTest {
  static Stream<Arguments> pieces() {
    return Stream.concat(textAndBlocks(), textThatLooksLikeMarks());
  }

  private static Stream<Arguments> textAndBlocks() {
    return Stream.of(
        piece("headings", "<h2>One  <em>two</em></h2><h6>x</h6>", "## One *two*\n\n###### x"),
        piece("paragraphs", "<p>a\n  b</p><p> </p>c<div>d</div>", "a b\n\nc\n\nd"),
        piece("line breaks", "<p>a<br> b<br><br>c</p>", "a\nb\nc"),
        piece("emphasis", "<p>a<b> bold </b>b <i></i><i>x</i></p>", "a **bold** b *x*"),
        piece("links", "<p><a href='../b?q=(1)'>go</a></p>", "[go](https://pier.test/b?q=%281%29)"),
        piece("dead links", "<p><a href='javascript:x()'>a</a> <a href='#n'>b</a></p>", "a b"),
        piece("no empty links", "<p>a <a href='/x'><img src=y alt=z></a>b</p>", "a b"),
        piece("lists", "<ul><li>a<li>b<ol><li>c<li>d</ol></ul>", "- a\n- b\n  1. c\n  2. d"),
        piece("loose lists", "<ul><li><p>a<p>b<li>c</ul>", "- a\n\n  b\n\n- c"),
        piece("quotes", "<blockquote><p>a<p>b</blockquote>", "> a\n>\n> b"),
        piece("quotation marks", "<p><q>a</q></p>", "“a”"),
        piece("code", "<p>x <code>a `b`</code></p>", "x `` a `b` ``"),
        piece("code blocks", "<pre>\na\n  <b>b</b>\n</pre>", "```\na\n  b\n```"),
        piece("fences", "<pre>```\nx</pre>", "````\n```\nx\n````"),
        piece("rules", "a<hr>b", "a\n\n---\n\nb"),
        piece("definitions", "<dl><dt>a<dd>b</dl>", "**a**\n\nb"),
        piece(
            "tables",
            "<table><tr><th>a<th>b|c<tr><td>1<td>2<br>3<tr><td>4</table>",
            "| a | b\\|c |\n| --- | --- |\n| 1 | 2 3 |\n| 4 |  |"),
        piece(
            "tables with lists",
            "<table><tr><th>a<th>b<tr><td><ul><li>1<li>2</ul><td>3</table>",
            "| a | b |\n| --- | --- |\n| 1 2 | 3 |"),
        piece("text like a link in parts", "<p><i></i>[1]<u>(x)</u> [2]</p>", "[1]\\(x) [2]"),
        piece("tables for layout", "<table><tr><td><p>a<p>b<td>c</table>", "a\n\nb\n\nc"),
        piece("captions", "<figure><img src=x><figcaption>a\nb</figcaption></figure>", "a b"),
        piece("no pictures", "<p>a <img src=x alt=y> b</p>", "a b"),
        piece("links around blocks", "<a href='/x'><h2>a</h2><p>b</p></a>", "## a\n\nb"));
  }

  private static Stream<Arguments> textThatLooksLikeMarks() {
    return Stream.of(
        piece(
            "text like marks",
            "<p>*a* _b_ c_d `e` [f](g) 2 * 3</p>",
            "\\*a\\* \\_b\\_ c_d \\`e\\` [f\\](g) 2 * 3"),
        piece(
            "text like HTML",
            "<p>&lt;b&gt; 1 &lt; 2 &amp;lt; R&amp;D</p>",
            "\\<b> 1 < 2 \\&lt; R&D"),
        piece(
            "text like blocks",
            "<p># a<br>- b<br>1. c<br>&gt; d<br>+5</p>",
            "\\# a\n\\- b\n1\\. c\n\\> d\n+5"),
        piece("controls", "<p>a\u202eb\u001bc\u00a0d</p>", "abc d"));
  }

  private static Arguments piece(String name, String html, String markdown) {
    return Arguments.of(Named.of(name, html), markdown);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pieces")
  void writes(String html, String markdown) {
    assertThat(
            MarkdownWriter.write(Jsoup.parse(html).body(), URI.create("https://pier.test/news/a")))
        .isEqualTo(markdown);
  }
}
