package dev.bivouac.workflows.dailynews;

/**
 * A piece of Markdown that stands for itself.
 *
 * @param kind what it is
 * @param start of its words in the text, behind the sign that makes it what it is
 * @param end behind its words
 */
record Block(Kind kind, int start, int end) {
  /** What a block is. */
  enum Kind {
    HEADING,
    QUOTE,
    ITEM,
    PARAGRAPH,
    ROW,
    /** Rules, code and the head of a table: nothing that states anything. */
    SILENT
  }

  String in(String text) {
    return text.substring(start, end);
  }
}
