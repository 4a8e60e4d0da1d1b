package dev.bivouac.tools.article;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Writes what stands inside a paragraph: text, emphasis, links, code. */
final class InlineWriter {
  private static final Set<String> SILENT =
      Set.of("img", "picture", "source", "track", "wbr", "rp", "rt", "figcaption");

  private final URI base;

  InlineWriter(URI base) {
    this.base = base;
  }

  /** On one line, or several where the page breaks lines; no blanks at the ends. */
  String write(List<? extends Node> nodes) {
    StringBuilder line = new StringBuilder();
    nodes.forEach(node -> append(line, node));
    return line.toString().replaceAll(" *\n *", "\n").replaceAll("\n{2,}", "\n").strip();
  }

  private void append(StringBuilder line, Node node) {
    if (node instanceof TextNode text) {
      appendText(line, MarkdownEscapes.inline(visible(text.getWholeText())));
    } else if (node instanceof Element element && !SILENT.contains(element.normalName())) {
      appendElement(line, element);
    }
  }

  private void appendElement(StringBuilder line, Element element) {
    switch (element.normalName()) {
      case "br" -> line.append('\n');
      case "em", "i", "cite", "dfn", "var" -> wrap(line, "*", inner(element), "*");
      case "strong", "b" -> wrap(line, "**", inner(element), "**");
      case "q" -> wrap(line, "“", inner(element), "”");
      case "code", "kbd", "samp", "tt" -> appendText(line, code(element));
      case "a" -> appendLink(line, element);
      default -> appendInner(line, element);
    }
  }

  /** A block may stand inside an inline element; its text must not run into the text around it. */
  private void appendInner(StringBuilder line, Element element) {
    boolean block = Paragraphs.isBlock(element);
    if (block) {
      appendText(line, " ");
    }
    element.childNodes().forEach(child -> append(line, child));
    if (block) {
      appendText(line, " ");
    }
  }

  private String inner(Element element) {
    StringBuilder inner = new StringBuilder();
    element.childNodes().forEach(child -> append(inner, child));
    return inner.toString();
  }

  /** Marks may not touch white space from inside, and mean nothing around nothing. */
  private static void wrap(StringBuilder line, String open, String inner, String close) {
    String bare = inner.strip();
    boolean marked =
        !bare.isEmpty() && !bare.contains("\n") && !(open.startsWith("*") && bare.startsWith("*"));
    if (!marked) {
      appendText(line, inner);
      return;
    }
    if (Character.isWhitespace(inner.charAt(0))) {
      appendText(line, " ");
    }
    line.append(open).append(bare).append(close);
    if (Character.isWhitespace(inner.charAt(inner.length() - 1))) {
      line.append(' ');
    }
  }

  private void appendLink(StringBuilder line, Element element) {
    String text = inner(element);
    String href = element.attr("href");
    Optional<URI> target =
        href.isBlank() || href.startsWith("#") ? Optional.empty() : PageAddress.resolve(base, href);
    if (target.isEmpty() || text.isBlank()) {
      appendText(line, text);
      return;
    }
    String address = MarkdownEscapes.address(target.get().toString());
    wrap(line, "[", text.replace('\n', ' '), "](" + address + ")");
  }

  /** Code in a line, between as many backticks as it does not hold itself. */
  private static String code(Element element) {
    String text = SafeText.oneLine(element.text());
    if (text.isEmpty()) {
      return "";
    }
    String fence = "`";
    while (text.contains(fence)) {
      fence += "`";
    }
    String pad = text.startsWith("`") || text.endsWith("`") ? " " : "";
    return fence + pad + text + pad + fence;
  }

  private static void appendText(StringBuilder line, String text) {
    boolean gap = !line.isEmpty() && Character.isWhitespace(line.charAt(line.length() - 1));
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean white = c == ' ' || c == '\n' || c == '\t';
      if (!white || !gap) {
        line.append(white && c != '\n' ? ' ' : c);
      }
      gap = white;
    }
  }

  /** Text whose line breaks mean nothing, as in HTML. */
  private static String visible(String text) {
    String clean = SafeText.clean(text);
    StringBuilder visible = new StringBuilder(clean.length());
    for (int i = 0; i < clean.length(); i++) {
      char c = clean.charAt(i);
      boolean white = Character.isWhitespace(c) || Character.isSpaceChar(c);
      visible.append(white ? ' ' : c);
    }
    return visible.toString();
  }
}
