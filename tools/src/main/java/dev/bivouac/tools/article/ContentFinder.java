package dev.bivouac.tools.article;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Finds the part of a page that holds the article. Paragraphs score by length and commas, what
 * stands around them shares the score, links lower it, and the best scored element wins, together
 * with those of its neighbours that look like parts of the same text.
 */
final class ContentFinder {
  /** With less text than this, a more lenient attempt is made. */
  private static final int ENOUGH = 500;

  private static final int SHORTEST = 25;
  private static final int MAX_LEVELS = 5;
  private static final int TOP = 5;
  private static final Set<String> SCORED =
      Set.of("p", "pre", "td", "h2", "h3", "h4", "h5", "h6", "div", "section", "article");

  /** How strict an attempt is; each is more lenient than the one before. */
  private enum Attempt {
    STRICT(true, true, true),
    ANY_NAME(false, true, true),
    NAMES_WEIGH_NOTHING(false, false, true),
    AS_IT_IS(false, false, false);

    private final boolean dropByName;
    private final boolean weighNames;
    private final boolean clean;

    Attempt(boolean dropByName, boolean weighNames, boolean clean) {
      this.dropByName = dropByName;
      this.weighNames = weighNames;
      this.clean = clean;
    }
  }

  private final Attempt attempt;
  private final Element body;
  private final TextMeasure measure;
  private final Map<Element, Double> scores = new HashMap<>();

  private ContentFinder(Attempt attempt, Document page) {
    this.attempt = attempt;
    this.body = page.body();
    PageNoise.strip(body, attempt.dropByName);
    Paragraphs.make(body);
    this.measure = TextMeasure.of(body);
  }

  /**
   * The article's content; empty if the page has no text.
   *
   * @param page gives a fresh tree for each attempt, which may take it to pieces
   * @param title a heading that repeats it is left out
   */
  static Optional<Element> find(Supplier<Document> page, String title) {
    Optional<Element> best = Optional.empty();
    int longest = 0;
    for (Attempt attempt : Attempt.values()) {
      ContentFinder finder = new ContentFinder(attempt, page.get());
      Element content = finder.content();
      ContentCleaner.clean(content, title, attempt.clean, attempt.weighNames);
      int length = TextMeasure.of(content).amount(content).length();
      if (length >= ENOUGH) {
        return Optional.of(content);
      }
      if (length > longest) {
        longest = length;
        best = Optional.of(content);
      }
    }
    return best;
  }

  private Element content() {
    Optional<Element> marked = markedContent();
    if (marked.isPresent()) {
      return marked.get();
    }
    scoreParagraphs();
    scores.replaceAll((element, score) -> score * (1 - measure.amount(element).linkDensity()));
    List<Element> ranked =
        scores.keySet().stream()
            .sorted(Comparator.<Element>comparingDouble(this::score).reversed())
            .limit(TOP)
            .toList();
    if (ranked.isEmpty() || ranked.get(0).equals(body)) {
      return body;
    }
    Element top = climb(commonAncestor(ranked));
    return top.equals(body) ? body : withNeighbours(top);
  }

  /**
   * What the page itself marks as the text of its article, if that is one piece and not a teaser.
   */
  private Optional<Element> markedContent() {
    List<Element> marked = body.select("[itemprop~=(?i)\\barticleBody\\b]");
    return marked.size() == 1 && measure.amount(marked.get(0)).length() >= 2 * ENOUGH
        ? Optional.of(marked.get(0))
        : Optional.empty();
  }

  private double score(Element element) {
    return scores.getOrDefault(element, 0.0);
  }

  private void scoreParagraphs() {
    for (Element element : body.getAllElements()) {
      if (!isScored(element) || measure.amount(element).length() < SHORTEST) {
        continue;
      }
      TextMeasure.Amount amount = measure.amount(element);
      double score = 1 + amount.commas() + Math.min(3, amount.length() / 100);
      Element ancestor = element.parent();
      for (int level = 0;
          level < MAX_LEVELS && ancestor != null && !ancestor.equals(body.parent());
          level++) {
        int divider = level == 0 ? 1 : level == 1 ? 2 : level * 3;
        scores.putIfAbsent(ancestor, startingScore(ancestor));
        scores.merge(ancestor, score / divider, Double::sum);
        ancestor = ancestor.parent();
      }
    }
  }

  private static boolean isScored(Element element) {
    String name = element.normalName();
    return SCORED.contains(name)
        && (name.equals("p")
            || name.equals("pre")
            || name.startsWith("h")
            || !Paragraphs.holdsBlocks(element));
  }

  private double startingScore(Element element) {
    int byTag =
        switch (element.normalName()) {
          case "div", "article", "main" -> 5;
          case "pre", "td", "blockquote" -> 3;
          case "address", "ol", "ul", "dl", "dd", "dt", "li", "form" -> -3;
          case "h1", "h2", "h3", "h4", "h5", "h6", "th" -> -5;
          default -> 0;
        };
    return byTag + (attempt.weighNames ? PageNoise.weight(element) : 0);
  }

  /** Where three good candidates stand in one ancestor, the article is that ancestor. */
  private Element commonAncestor(List<Element> ranked) {
    Element top = ranked.get(0);
    List<Set<Element>> lines = new ArrayList<>();
    for (Element rival : ranked.subList(1, ranked.size())) {
      if (score(rival) >= 0.75 * score(top)) {
        lines.add(new HashSet<>(rival.parents()));
      }
    }
    for (Element parent = top.parent();
        parent != null && !parent.equals(body);
        parent = parent.parent()) {
      Element ancestor = parent;
      if (lines.stream().filter(line -> line.contains(ancestor)).count() >= 3) {
        return ancestor;
      }
    }
    return top;
  }

  /** Goes up while the score grows, and out of boxes that hold nothing else. */
  private Element climb(Element start) {
    Element top = start;
    double last = score(top);
    double floor = last / 3;
    for (Element parent = top.parent();
        parent != null && !parent.equals(body);
        parent = parent.parent()) {
      double score = score(parent);
      if (score == 0) {
        continue;
      }
      if (score < floor) {
        break;
      }
      if (score > last) {
        top = parent;
        break;
      }
      last = score;
    }
    while (top.parent() != null && !top.parent().equals(body) && top.parent().childrenSize() == 1) {
      top = top.parent();
    }
    return top;
  }

  private Element withNeighbours(Element top) {
    double threshold = Math.max(10, score(top) * 0.2);
    Element content = new Element("div");
    Element parent = top.parent();
    if (parent == null) {
      return content.appendChild(top);
    }
    for (Element sibling : List.copyOf(parent.children())) {
      if (sibling.equals(top) || belongs(sibling, top, threshold)) {
        content.appendChild(sibling);
      }
    }
    return content;
  }

  private boolean belongs(Element sibling, Element top, double threshold) {
    boolean alike = !top.className().isEmpty() && sibling.className().equals(top.className());
    double bonus = alike ? score(top) * 0.2 : 0;
    if (scores.containsKey(sibling) && score(sibling) + bonus >= threshold) {
      return true;
    }
    TextMeasure.Amount amount = measure.amount(sibling);
    if (!sibling.nameIs("p")) {
      return sibling.nameIs(top.normalName())
          && amount.length() >= ENOUGH
          && amount.linkDensity() < 0.1
          && PageNoise.weight(sibling) >= 0;
    }
    return amount.length() > 80
        ? amount.linkDensity() < 0.25
        : amount.length() > 0
            && amount.linkDensity() == 0
            && sibling.text().matches("(?s).*[.!?。！？](\\s.*)?");
  }
}
