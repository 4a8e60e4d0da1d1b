package dev.bivouac.workflows.dailynews;

import dev.bivouac.workflows.dailynews.Block.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the report states: the sentences of its paragraphs, its bullets, the rows of its tables.
 *
 * <p>No statements are headings, the list of sources, the lines with {@code >} that follow the
 * headline, words that only introduce what follows (in bold, or before a colon), and a short line
 * without a full stop outside a list, such as a date.
 */
final class Statements {
  private static final int LONGEST_LABEL = 12;
  private static final Pattern EMPHASISED =
      Pattern.compile(
          "(\\*{1,3}|_{1,3})[^*_]+[^*_.!?]\\1|(\\*{1,3}|_{1,3})[^*_]+:\\2|[^.!?]*:[*_]{0,3}");

  private final String text;
  private final List<Statement> statements = new ArrayList<>();

  private Statements(String text) {
    this.text = text;
  }

  static List<Statement> of(String text, List<Block> blocks, SourceList sources) {
    var reader = new Statements(text);
    boolean underHeadline = true;
    int headings = 0;
    for (Block block : blocks) {
      headings += block.kind() == Kind.HEADING ? 1 : 0;
      underHeadline &=
          headings <= 1 && (block.kind() == Kind.HEADING || block.kind() == Kind.QUOTE);
      if (!underHeadline && !sources.holds(block)) {
        reader.read(block);
      }
    }
    return List.copyOf(reader.statements);
  }

  private void read(Block block) {
    switch (block.kind()) {
      case PARAGRAPH, QUOTE -> {
        if (!isLabel(block)) {
          sentences(block).forEach(this::add);
        }
      }
      case ITEM -> {
        if (!EMPHASISED.matcher(block.in(text)).matches()) {
          bullet(block);
        }
      }
      case ROW -> row(block);
      case HEADING, SILENT -> {}
    }
  }

  private List<Statement> sentences(Block block) {
    String words = block.in(text);
    return Sentences.of(Citations.masked(words)).stream()
        .map(it -> new Statement(words.substring(it.start(), it.end()), block.start() + it.end()))
        .toList();
  }

  private void add(Statement statement) {
    boolean introduces = statement.text().endsWith(":") && isUncited(statement);
    if (!introduces && statement.text().codePoints().anyMatch(Character::isLetterOrDigit)) {
      statements.add(statement);
    }
  }

  /** Sentences of a bullet belong to the next source behind them. */
  private void bullet(Block block) {
    var waiting = new StringBuilder();
    for (Statement sentence : sentences(block)) {
      waiting.append(waiting.isEmpty() ? "" : " ").append(sentence.text());
      if (!isUncited(sentence)) {
        statements.add(new Statement(waiting.toString(), sentence.end()));
        waiting.setLength(0);
      }
    }
    if (!waiting.isEmpty()) {
      add(new Statement(waiting.toString(), block.end()));
    }
  }

  private void row(Block block) {
    String words = block.in(text).replaceAll("[\\s|]+$", "");
    if (!words.isEmpty()) {
      statements.add(new Statement(words.replace('|', ' '), block.start() + words.length()));
    }
  }

  private boolean isLabel(Block block) {
    String words = block.in(text);
    boolean stopped = words.matches("(?s).*[.!?…。！？][\"'”’»«“」』)*_\\s]*");
    boolean dense = words.codePoints().anyMatch(Character::isIdeographic);
    boolean brief = words.split("\\s+").length <= LONGEST_LABEL && !(dense && words.length() > 24);
    return Citations.in(words).isEmpty()
        && ((brief && !stopped) || EMPHASISED.matcher(words).matches());
  }

  private static boolean isUncited(Statement statement) {
    return Citations.in(statement.text()).isEmpty();
  }
}
