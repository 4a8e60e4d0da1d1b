package dev.bivouac.workflows.dailynews;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The sources of a report, however the model listed them.
 *
 * <p>Looked for in this order: the part under a heading such as {@code ## Sources}, in many
 * languages; lines of the form {@code [3] ... address} anywhere; a list with addresses that the
 * report ends with; links of the form {@code [3](address)} in the text itself.
 *
 * @param sources in the order in which they stand
 * @param start of the part that lists them; the text's length if there is none
 * @param end of that part
 */
record SourceList(List<Source> sources, int start, int end) {
  private static final Set<String> HEADINGS =
      Set.of(
          "sources",
          "source",
          "source list",
          "list of sources",
          "references",
          "links",
          "sources cited",
          "works cited",
          "citations",
          "quellen",
          "quelle",
          "quellenverzeichnis",
          "quellenangaben",
          "nachweise",
          "einzelnachweise",
          "references et sources",
          "références",
          "liste des sources",
          "fuentes",
          "referencias",
          "fonti",
          "riferimenti",
          "fontes",
          "referências",
          "bronnen",
          "bronvermelding",
          "källor",
          "kilder",
          "lähteet",
          "zdroje",
          "źródła",
          "források",
          "surse",
          "источники",
          "джерела",
          "πηγές",
          "kaynaklar",
          "المصادر",
          "מקורות",
          "स्रोत",
          "来源",
          "來源",
          "资料来源",
          "消息来源",
          "参考来源",
          "参考资料",
          "參考資料",
          "出典",
          "情報源",
          "参考文献",
          "ソース",
          "출처",
          "참고 자료",
          "nguồn",
          "sumber");
  private static final Pattern LABEL =
      Pattern.compile(
          "[\\s*_#>]*(?:\\d{1,2}[.)]\\s+)?([\\p{L}\\p{M}][\\p{L}\\p{M} ]{1,30}?)\\s*[*_]*\\s*[:：]?[\\s*_]*");

  /** True if the block lists sources rather than stating something. */
  boolean holds(Block block) {
    return (block.start() >= start && block.start() < end)
        || sources.stream()
            .anyMatch(source -> source.end() > block.start() && source.end() <= block.end());
  }

  /** Those with this number; several if a model numbered twice. */
  List<Source> numbered(int number) {
    return sources.stream().filter(source -> source.number() == number).toList();
  }

  static SourceList of(String text, List<Block> blocks) {
    var listed = underHeading(text, blocks).orElseGet(() -> elsewhere(text));
    var inText = linkedNumbers(text, listed);
    return inText.isEmpty()
        ? listed
        : new SourceList(
            Stream.concat(listed.sources().stream(), inText.stream()).toList(),
            listed.start(),
            listed.end());
  }

  private static Optional<SourceList> underHeading(String text, List<Block> blocks) {
    for (int at = blocks.size() - 1; at >= 0; at--) {
      Block block = blocks.get(at);
      int label = labelEnd(text, block);
      if (label >= 0) {
        int end = endOfPart(text, blocks, at);
        List<Source> sources = SourceLines.read(text, label, end);
        if (!sources.isEmpty()) {
          return Optional.of(new SourceList(sources, block.start(), end));
        }
      }
    }
    return Optional.empty();
  }

  /** Where the list begins if the block is its heading or begins with its label; else -1. */
  private static int labelEnd(String text, Block block) {
    return switch (block.kind()) {
      case HEADING -> isLabel(block.in(text)) ? block.end() : -1;
      case PARAGRAPH, ITEM -> labelEnd(block, block.in(text));
      case QUOTE, ROW, SILENT -> -1;
    };
  }

  private static int labelEnd(Block block, String words) {
    String line = words.lines().findFirst().orElse("");
    int colon = line.indexOf(':');
    boolean listFollows = colon > 0 && words.contains("://") && isLabel(line.substring(0, colon));
    if (listFollows && !isLabel(line)) {
      return block.start() + colon + 1;
    }
    return isLabel(line) ? block.start() + line.length() : -1;
  }

  private static boolean isLabel(String words) {
    Matcher label = LABEL.matcher(words);
    return label.matches() && HEADINGS.contains(label.group(1).strip().toLowerCase(Locale.ROOT));
  }

  /** The next heading that is not below this one. */
  private static int endOfPart(String text, List<Block> blocks, int at) {
    int level = level(text, blocks.get(at));
    for (Block block : blocks.subList(at + 1, blocks.size())) {
      if (block.kind() == Block.Kind.HEADING && level(text, block) <= level) {
        return text.lastIndexOf('\n', block.start()) + 1;
      }
    }
    return text.length();
  }

  private static int level(String text, Block block) {
    int line = text.lastIndexOf('\n', Math.max(0, block.start() - 1)) + 1;
    int signs = (int) text.substring(line, block.start()).chars().filter(c -> c == '#').count();
    return block.kind() == Block.Kind.HEADING && signs > 0 ? signs : 7;
  }

  private static SourceList elsewhere(String text) {
    int start = SourceLines.startOfClosingList(text);
    List<Source> sources =
        start < text.length()
            ? SourceLines.read(text, start, text.length())
            : SourceLines.readMarked(text);
    return new SourceList(sources, start, text.length());
  }

  private static List<Source> linkedNumbers(String text, SourceList listed) {
    var found = new ArrayList<Source>();
    Pattern.compile("\\[{1,2}(\\d{1,3})]{1,2}\\(\\s*(?=https?://)")
        .matcher(text)
        .results()
        .filter(link -> !listed.holds(new Block(Block.Kind.SILENT, link.start(), link.end())))
        .forEach(link -> {
          int number = Integer.parseInt(link.group(1));
          boolean known =
              Stream.concat(listed.sources().stream(), found.stream())
                  .anyMatch(source -> source.number() == number);
          if (!known) {
            String address =
                Addresses.in(
                        text.substring(link.end(), Math.min(text.length(), link.end() + 2_000)))
                    .stream()
                    .map(Addresses.Found::address)
                    .findFirst()
                    .orElse("");
            found.add(new Source(number, List.of(address), -1));
          }
        });
    return found;
  }
}
