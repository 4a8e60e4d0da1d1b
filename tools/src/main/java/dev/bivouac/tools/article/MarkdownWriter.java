package dev.bivouac.tools.article;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/** Writes the content of an article as Markdown. */
final class MarkdownWriter {
  /** What is nested deeper is written as one paragraph. */
  private static final int MAX_DEPTH = 64;

  private final InlineWriter inline;

  private MarkdownWriter(URI base) {
    this.inline = new InlineWriter(base);
  }

  /**
   * All blocks of the element, with a blank line between any two.
   *
   * @param base what relative links are relative to
   */
  static String write(Element content, URI base) {
    return join(new MarkdownWriter(base).blocks(content, 0));
  }

  private static String join(List<String> blocks) {
    return String.join("\n\n", blocks);
  }

  private List<String> blocks(Element container, int depth) {
    List<String> blocks = new ArrayList<>();
    List<Node> run = new ArrayList<>();
    for (Node child : container.childNodes()) {
      if (Paragraphs.isBlock(child) || wrapsBlocks(child)) {
        addParagraph(blocks, run);
        blocks.addAll(block((Element) child, depth + 1));
      } else {
        run.add(child);
      }
    }
    addParagraph(blocks, run);
    return blocks;
  }

  private static boolean wrapsBlocks(Node node) {
    return node instanceof Element element && Paragraphs.holdsBlocks(element);
  }

  private void addParagraph(List<String> blocks, List<? extends Node> run) {
    String text = inline.write(run);
    if (!text.isEmpty()) {
      blocks.add(MarkdownEscapes.paragraph(text));
    }
    run.clear();
  }

  private List<String> block(Element element, int depth) {
    if (depth > MAX_DEPTH) {
      return paragraph(element);
    }
    return switch (element.normalName()) {
      case "h1", "h2", "h3", "h4", "h5", "h6" -> heading(element);
      case "pre" -> code(element);
      case "hr" -> List.of("---");
      case "ul", "ol" -> list(element, depth);
      case "blockquote" -> quoted(blocks(element, depth));
      case "table" -> table(element, depth);
      case "dt" -> marked(inline.write(element.childNodes()));
      case "figcaption", "caption" -> caption(element);
      default -> blocks(element, depth);
    };
  }

  private List<String> paragraph(Element element) {
    List<String> blocks = new ArrayList<>();
    addParagraph(blocks, new ArrayList<>(element.childNodes()));
    return blocks;
  }

  private List<String> heading(Element element) {
    String text = inline.write(element.childNodes()).replace('\n', ' ');
    int level = element.normalName().charAt(1) - '0';
    return text.isEmpty() ? List.of() : List.of("#".repeat(level) + " " + text);
  }

  private static List<String> marked(String text) {
    return text.isEmpty() ? List.of() : List.of("**" + text.replace("**", "") + "**");
  }

  private List<String> caption(Element element) {
    return paragraph(element).stream().map(text -> text.replace('\n', ' ')).toList();
  }

  private static List<String> code(Element element) {
    String text = SafeText.clean(element.wholeText()).stripTrailing();
    if (text.isBlank()) {
      return List.of();
    }
    String fence = "```";
    while (text.contains(fence)) {
      fence += "`";
    }
    while (text.startsWith("\n")) {
      text = text.substring(1);
    }
    return List.of(fence + "\n" + text + "\n" + fence);
  }

  private static List<String> quoted(List<String> blocks) {
    if (blocks.isEmpty()) {
      return List.of();
    }
    return List.of(
        join(blocks)
            .lines()
            .map(line -> line.isEmpty() ? ">" : "> " + line)
            .collect(Collectors.joining("\n")));
  }

  private List<String> list(Element list, int depth) {
    boolean numbered = list.nameIs("ol");
    List<String> items = new ArrayList<>();
    int number = 1;
    for (Element item : list.children()) {
      List<String> blocks = item.nameIs("li") ? blocks(item, depth) : block(item, depth + 1);
      if (!blocks.isEmpty()) {
        items.add(item(numbered ? number++ + ". " : "- ", blocks));
      }
    }
    boolean loose = items.stream().anyMatch(item -> item.contains("\n\n"));
    return items.isEmpty() ? List.of() : List.of(String.join(loose ? "\n\n" : "\n", items));
  }

  private static String item(String mark, List<String> blocks) {
    boolean tight = blocks.size() == 2 && blocks.get(1).matches("(?s)(?:- |\\d+\\. ).*");
    String text = String.join(tight ? "\n" : "\n\n", blocks);
    return mark + text.replaceAll("\n(?!\n)", "\n" + " ".repeat(mark.length()));
  }

  private List<String> table(Element table, int depth) {
    List<Element> rows = rows(table);
    int columns = rows.stream().mapToInt(row -> row.children().size()).max().orElse(0);
    boolean layout =
        columns < 2
            || rows.size() < 2
            || table.selectFirst("table table, pre, ul, ol, h1, h2, h3, blockquote, td p + p")
                != null;
    List<String> blocks = new ArrayList<>();
    table.children().stream()
        .filter(child -> child.nameIs("caption"))
        .forEach(caption -> blocks.addAll(caption(caption)));
    if (layout) {
      rows.forEach(row -> row.children().forEach(cell -> blocks.addAll(blocks(cell, depth))));
      return blocks;
    }
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      lines.append(i == 0 ? "" : "\n").append(row(rows.get(i), columns));
      if (i == 0) {
        lines.append("\n|").append(" --- |".repeat(columns));
      }
    }
    blocks.add(lines.toString());
    return blocks;
  }

  private static List<Element> rows(Element table) {
    List<Element> rows = new ArrayList<>();
    for (Element child : table.children()) {
      if (child.nameIs("tr")) {
        rows.add(child);
      } else {
        child.children().stream().filter(row -> row.nameIs("tr")).forEach(rows::add);
      }
    }
    return rows.stream().filter(row -> !row.text().isBlank()).toList();
  }

  private String row(Element row, int columns) {
    StringBuilder line = new StringBuilder("|");
    for (Element cell : row.children()) {
      String text = inline.write(cell.childNodes()).replace('\n', ' ').replace("|", "\\|");
      line.append(' ').append(text).append(" |");
    }
    return line.append("  |".repeat(columns - row.children().size())).toString();
  }
}
