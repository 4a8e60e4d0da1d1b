package dev.bivouac.tools.article;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Element;

/** Takes out what sits inside an article without being part of it: boxes of links, share bars. */
final class ContentCleaner {
  private static final int MAX_SHARE_BAR = 500;
  private static final Set<String> DOUBTFUL =
      Set.of("div", "section", "ul", "ol", "table", "form", "fieldset", "header", "dl");
  private static final Set<String> KEEPERS = Set.of("figure", "code", "pre");
  private static final Pattern SHARE = Pattern.compile("(\\b|_)(share|sharedaddy|sharing)(\\b|_)");
  private static final Pattern WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

  private final boolean weighNames;
  private final String title;

  private ContentCleaner(String title, boolean weighNames) {
    this.title = title;
    this.weighNames = weighNames;
  }

  /**
   * Cleans the content in place.
   *
   * @param title a heading that repeats it goes
   * @param thoroughly also boxes that look like navigation
   */
  static void clean(Element content, String title, boolean thoroughly, boolean weighNames) {
    ContentCleaner cleaner = new ContentCleaner(title, weighNames);
    cleaner.dropTitle(content);
    dropShareBars(content);
    if (thoroughly) {
      cleaner.dropBoxes(content);
    }
  }

  private void dropTitle(Element content) {
    for (Element heading : content.select("h1, h2")) {
      if (similar(heading.text(), title)) {
        heading.remove();
      }
    }
  }

  private static boolean similar(String heading, String title) {
    List<String> titleWords = words(title);
    List<String> headingWords = words(heading);
    if (titleWords.isEmpty() || headingWords.isEmpty()) {
      return false;
    }
    Set<String> known = new HashSet<>(titleWords);
    long strange = headingWords.stream().filter(word -> !known.contains(word)).count();
    return strange * 4 < headingWords.size();
  }

  private static List<String> words(String text) {
    return WORDS
        .splitAsStream(text.toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private static void dropShareBars(Element content) {
    for (Element element : content.select("[class*=shar], [id*=shar]")) {
      String name = (element.className() + " " + element.id()).toLowerCase(Locale.ROOT);
      if (!element.equals(content)
          && SHARE.matcher(name).find()
          && element.text().length() < MAX_SHARE_BAR) {
        element.remove();
      }
    }
  }

  /** From the last to the first, so that a box is judged by what is left inside it. */
  private void dropBoxes(Element content) {
    List<Element> boxes = content.select(String.join(",", DOUBTFUL));
    TextMeasure measure = TextMeasure.of(content);
    Set<Element> tables = dataTables(content);
    for (Element box : boxes.reversed()) {
      if (!box.equals(content) && !keeps(box, tables) && isBox(box, measure.amount(box))) {
        measure.remove(box);
      }
    }
    for (Element heading : content.select("h1, h2, h3")) {
      if (weighNames && PageNoise.weight(heading) < 0) {
        heading.remove();
      }
    }
  }

  private boolean isBox(Element box, TextMeasure.Amount amount) {
    int weight = weighNames ? PageNoise.weight(box) : 0;
    if (weight < 0) {
      return true;
    }
    if (amount.commas() >= 10) {
      return false;
    }
    boolean list = box.nameIs("ul") || box.nameIs("ol");
    double density = amount.linkDensity();
    boolean listOfLinks = !list && amount.items() > amount.paragraphs() && density > 0.2;
    boolean controls = amount.labels() > amount.paragraphs() / 3 + 1;
    boolean shortAndLinked = !list && amount.length() < 25 && density > 0;
    boolean linked = list ? density > 0.6 : weight < 25 && density > 0.2;
    return listOfLinks || controls || shortAndLinked || linked || (weight >= 25 && density > 0.5);
  }

  static boolean isDataTable(Element element) {
    if (!element.nameIs("table")) {
      return false;
    }
    if (element.attr("role").equals("presentation")) {
      return false;
    }
    if (element.hasAttr("summary") || element.selectFirst("caption, thead, th, colgroup") != null) {
      return true;
    }
    if (element.selectFirst("table table") != null) {
      return false;
    }
    int rows = element.select("tr").size();
    int columns = element.select("tr").stream().mapToInt(Element::childrenSize).max().orElse(0);
    return rows >= 10 || columns > 4 || rows * columns > 10;
  }

  private static Set<Element> dataTables(Element content) {
    Set<Element> tables = new HashSet<>();
    content.select("table").stream().filter(ContentCleaner::isDataTable).forEach(tables::add);
    return tables;
  }

  /** What stands in code, in a figure or in a table of data is never navigation. */
  private static boolean keeps(Element box, Set<Element> tables) {
    for (Element outer = box; outer != null; outer = outer.parent()) {
      if (KEEPERS.contains(outer.normalName()) || tables.contains(outer)) {
        return true;
      }
    }
    return false;
  }
}
