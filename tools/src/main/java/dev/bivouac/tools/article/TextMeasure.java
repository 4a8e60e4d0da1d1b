package dev.bivouac.tools.article;

import java.util.HashMap;
import java.util.Map;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeTraversor;
import org.jsoup.select.NodeVisitor;

/** How much text every element of a tree holds, and of what kind; measured in one walk. */
final class TextMeasure {
  private static final String COMMAS = ",،﹐︐︑⹁⸲、，﹑､";
  private static final double PAGE_LINK = 1.0;

  /** A link to a place on the same page, such as a footnote, is hardly navigation. */
  private static final double INNER_LINK = 0.3;

  /** What one element holds, its descendants included. */
  static final class Amount {
    private int length;
    private int commas;
    private double linkLength;
    private int paragraphs;
    private int items;
    private int labels;

    /** Characters, where a run of white space counts as one. */
    int length() {
      return length;
    }

    int commas() {
      return commas;
    }

    /** From 0 (no link) to 1 (nothing but links). */
    double linkDensity() {
      return length == 0 ? 0 : Math.min(1, linkLength / length);
    }

    int paragraphs() {
      return paragraphs;
    }

    int items() {
      return items;
    }

    int labels() {
      return labels;
    }

    private void add(Amount inner, int sign) {
      length += sign * inner.length;
      commas += sign * inner.commas;
      linkLength += sign * inner.linkLength;
      paragraphs += sign * inner.paragraphs;
      items += sign * inner.items;
      labels += sign * inner.labels;
    }
  }

  private final Map<Element, Amount> amounts = new HashMap<>();

  private TextMeasure() {}

  /** Measures the element and everything inside it. */
  static TextMeasure of(Element root) {
    TextMeasure measure = new TextMeasure();
    NodeTraversor.traverse(
        new NodeVisitor() {
          @Override
          public void head(Node node, int depth) {
            if (node instanceof Element element) {
              measure.amounts.put(element, new Amount());
            } else if (node instanceof TextNode text) {
              measure.addText(text);
            }
          }

          @Override
          public void tail(Node node, int depth) {
            if (node instanceof Element element && !element.equals(root)) {
              measure.close(element);
            }
          }
        },
        root);
    return measure;
  }

  /** What that element held when the tree was measured; nothing for an unknown one. */
  Amount amount(Node element) {
    Amount amount = amounts.get(element);
    return amount == null ? new Amount() : amount;
  }

  /** Takes an element out of its tree, and what it held out of the amounts of those around it. */
  void remove(Element element) {
    Amount inner = amount(element);
    for (Element outer = element.parent(); outer != null; outer = outer.parent()) {
      amount(outer).add(inner, -1);
    }
    element.remove();
  }

  private void addText(TextNode node) {
    Amount amount = amounts.get(node.parent());
    if (amount == null) {
      return;
    }
    String text = node.getWholeText();
    boolean gap = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean white = Character.isWhitespace(c);
      if (!white || !gap) {
        amount.length++;
      }
      gap = white;
      if (!white && COMMAS.indexOf(c) >= 0) {
        amount.commas++;
      }
    }
  }

  private void close(Element element) {
    Amount inner = amount(element);
    switch (element.normalName()) {
      case "a" -> {
        if (!element.attr("href").isEmpty()) {
          boolean onPage = element.attr("href").startsWith("#");
          inner.linkLength = inner.length * (onPage ? INNER_LINK : PAGE_LINK);
        }
      }
      case "p" -> inner.paragraphs++;
      case "li" -> inner.items++;
      case "label" -> inner.labels++;
      default -> {}
    }
    Amount outer = amounts.get(element.parent());
    if (outer != null) {
      outer.add(inner, 1);
    }
  }
}
