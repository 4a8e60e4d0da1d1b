package dev.bivouac.tools.article;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** Makes paragraphs where a page has bare text, or only line breaks, between its blocks. */
final class Paragraphs {
  private static final Set<String> CONTAINERS =
      Set.of("body", "div", "section", "article", "main", "center", "form", "td", "blockquote");
  private static final Set<String> BLOCKS =
      Set.of(
          "address",
          "article",
          "aside",
          "blockquote",
          "center",
          "details",
          "div",
          "dl",
          "dd",
          "dt",
          "fieldset",
          "figcaption",
          "figure",
          "footer",
          "form",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "header",
          "hgroup",
          "hr",
          "li",
          "main",
          "nav",
          "ol",
          "p",
          "pre",
          "section",
          "summary",
          "table",
          "tbody",
          "td",
          "tfoot",
          "th",
          "thead",
          "tr",
          "ul",
          "caption",
          "body",
          "picture");

  private Paragraphs() {}

  /** True for an element that starts on a new line. */
  static boolean isBlock(Node node) {
    return node instanceof Element element && BLOCKS.contains(element.normalName());
  }

  /** True if a block stands directly inside, or inside an inline element inside. */
  static boolean holdsBlocks(Element element) {
    return element.stream().anyMatch(inner -> !inner.equals(element) && isBlock(inner));
  }

  /** Wraps bare runs of text in paragraphs; a double line break starts a new one. */
  static void make(Element root) {
    for (Element element : root.select(String.join(",", CONTAINERS))) {
      if (needsParagraphs(element)) {
        wrapRuns(element);
      }
    }
  }

  private static boolean needsParagraphs(Element element) {
    boolean block = false;
    boolean text = false;
    int breaks = 0;
    for (Node child : element.childNodes()) {
      block |= isBlock(child);
      text |= child instanceof TextNode t && !t.isBlank();
      text |= child instanceof Element && !isBlock(child);
      if (isBreak(child)) {
        breaks++;
      } else if (!isBlank(child)) {
        breaks = breaks >= 2 ? breaks : 0;
      }
    }
    return (block && text) || breaks >= 2;
  }

  /** Builds the children anew: moving them one by one costs the square of their number. */
  private static void wrapRuns(Element element) {
    List<Node> children = List.copyOf(element.childNodes());
    element.empty();
    List<Node> run = new ArrayList<>();
    int breaks = 0;
    for (Node child : children) {
      if (isBlock(child) || (child instanceof Element e && !isBreak(e) && holdsBlocks(e))) {
        wrap(element, run);
        element.appendChild(child);
        breaks = 0;
      } else {
        if (!isBreak(child) && !isBlank(child)) {
          if (breaks >= 2) {
            wrap(element, run);
          }
          breaks = 0;
        } else if (isBreak(child)) {
          breaks++;
        }
        run.add(child);
      }
    }
    wrap(element, run);
  }

  private static void wrap(Element element, List<Node> run) {
    if (run.stream().anyMatch(node -> !isBlank(node) && !isBreak(node))) {
      element.appendElement("p").appendChildren(run);
    }
    run.clear();
  }

  private static boolean isBreak(Node node) {
    return node instanceof Element element && element.nameIs("br");
  }

  private static boolean isBlank(Node node) {
    return node instanceof TextNode text ? text.isBlank() : !(node instanceof Element);
  }
}
