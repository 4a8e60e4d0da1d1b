package dev.bivouac.workflows.dailynews;

import dev.bivouac.workflows.dailynews.Block.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads Markdown line by line into blocks that know their place in the text.
 *
 * <p>Not a Markdown parser: marks are put back into the very text that the model wrote, and models
 * write forms that no parser calls a list of sources. It knows what a report needs.
 */
final class Blocks {
  private static final Pattern FENCE = Pattern.compile(" {0,3}(`{3,}|~{3,})(.*)");
  private static final Pattern HEADING = Pattern.compile(" {0,3}#{1,6}(?:[ \\t]+|$)");
  private static final Pattern RULE =
      Pattern.compile(" {0,3}(?:(?:-[ \\t]*){3,}+|(?:\\*[ \\t]*){3,}+|(?:_[ \\t]*){3,}+)");
  private static final Pattern UNDERLINE = Pattern.compile(" {0,3}(?:=+|-+)[ \\t]*");
  private static final Pattern TABLE_RULE =
      Pattern.compile("\\s*\\|?\\s*:?-+:?\\s*(?:\\|\\s*:?-+:?\\s*){0,30}\\|?\\s*");
  private static final Pattern QUOTE = Pattern.compile(" {0,3}>[ \\t]?(?:>[ \\t]?)*+");
  private static final Pattern ITEM = Pattern.compile("\\s*(?:[-*+•]|\\d{1,3}[.)])[ \\t]+");
  private static final String ENDS_SENTENCE = ".!?。！？]";

  private final String text;
  private final List<Block> blocks = new ArrayList<>();
  private Optional<String> fence = Optional.empty();
  private boolean open;
  private boolean table;

  private Blocks(String text) {
    this.text = text;
  }

  /** All blocks in order; blank lines belong to none. */
  static List<Block> of(String text) {
    return read(text).blocks;
  }

  /** The line that closes a fence which the text leaves open, if it does. */
  static Optional<String> openFence(String text) {
    return read(text).fence;
  }

  private static Blocks read(String text) {
    var reader = new Blocks(text);
    int at = 0;
    while (at < text.length()) {
      int end = text.indexOf('\n', at);
      end = end < 0 ? text.length() : end;
      reader.line(at, end);
      at = end + 1;
    }
    return reader;
  }

  private void line(int start, int end) {
    String line = text.substring(start, end);
    if (fence.isPresent() || FENCE.matcher(line).matches()) {
      fenced(line, start, end);
    } else if (line.isBlank()) {
      open = false;
      table = false;
    } else if (HEADING.matcher(line).lookingAt()) {
      add(Kind.HEADING, start, end, HEADING);
      open = false;
      table = false;
    } else if (isUnderline(line)) {
      Block title = blocks.removeLast();
      blocks.add(new Block(Kind.HEADING, title.start(), title.end()));
      open = false;
    } else if (open && line.contains("|") && TABLE_RULE.matcher(line).matches()) {
      Block head = blocks.removeLast();
      blocks.add(new Block(Kind.SILENT, head.start(), head.end()));
      table = true;
      open = false;
    } else if (RULE.matcher(line).matches()) {
      silent(start, end);
    } else if (table && line.contains("|")) {
      add(Kind.ROW, start, end, Pattern.compile("\\s*\\|?\\s*"));
    } else {
      words(line, start, end);
    }
  }

  private void fenced(String line, int start, int end) {
    Matcher mark = FENCE.matcher(line);
    boolean marks = mark.matches();
    if (fence.isEmpty()) {
      fence = Optional.of(mark.group(1));
    } else if (marks && mark.group(1).startsWith(fence.get()) && mark.group(2).isBlank()) {
      fence = Optional.empty();
    }
    silent(start, end);
  }

  /** A line of signs under a line of words makes it a heading, unless the words are a sentence. */
  private boolean isUnderline(String line) {
    if (!open || !UNDERLINE.matcher(line).matches() || blocks.getLast().kind() != Kind.PARAGRAPH) {
      return false;
    }
    String words = blocks.getLast().in(text);
    return !words.contains("\n") && ENDS_SENTENCE.indexOf(words.charAt(words.length() - 1)) < 0;
  }

  private void words(String line, int start, int end) {
    boolean inQuote = open && blocks.getLast().kind() == Kind.QUOTE;
    if (QUOTE.matcher(line).lookingAt()) {
      if (inQuote && !line.replaceAll("[>\\s]", "").isEmpty()) {
        lengthen(end);
      } else {
        add(Kind.QUOTE, start, end, QUOTE);
      }
    } else if (ITEM.matcher(line).lookingAt()) {
      add(Kind.ITEM, start, end, ITEM);
    } else if (open) {
      lengthen(end);
    } else {
      add(Kind.PARAGRAPH, start, end, Pattern.compile("\\s*"));
    }
  }

  private void add(Kind kind, int start, int end, Pattern sign) {
    Matcher matcher = sign.matcher(text).region(start, end);
    int from = matcher.lookingAt() ? matcher.end() : start;
    int to = trimmed(from, end);
    open = to > from;
    if (open) {
      blocks.add(new Block(kind, from, to));
    }
  }

  private void lengthen(int end) {
    Block last = blocks.removeLast();
    blocks.add(new Block(last.kind(), last.start(), trimmed(last.start(), end)));
  }

  private void silent(int start, int end) {
    blocks.add(new Block(Kind.SILENT, start, end));
    open = false;
    table = false;
  }

  private int trimmed(int start, int end) {
    int to = end;
    while (to > start && Character.isWhitespace(text.charAt(to - 1))) {
      to--;
    }
    return to;
  }
}
