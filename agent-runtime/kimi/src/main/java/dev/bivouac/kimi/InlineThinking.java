package dev.bivouac.kimi;

/**
 * Reasoning that a host without a parser for it leaves at the beginning of the text, between {@code
 * <think>} and {@code </think>}. Takes it out piece by piece.
 */
final class InlineThinking {
  static final String BEGIN = "<think>";
  static final String END = "</think>";

  private enum Place {
    BEFORE,
    INSIDE,
    BEHIND
  }

  /** A piece of text, taken apart. */
  record Pieces(String thought, String said) {
    private static final Pieces NONE = new Pieces("", "");
  }

  private Place place = Place.BEFORE;
  private String waiting = "";
  private boolean found;

  /** Takes the next piece of the text. What may be a part of a mark waits for the next one. */
  Pieces accept(String piece) {
    String text = waiting + piece;
    waiting = "";
    return switch (place) {
      case BEFORE -> before(text);
      case INSIDE -> inside(text);
      case BEHIND -> new Pieces("", text);
    };
  }

  private Pieces before(String text) {
    String begun = text.stripLeading();
    if (begun.startsWith(BEGIN)) {
      place = Place.INSIDE;
      found = true;
      return inside(begun.substring(BEGIN.length()));
    }
    if (BEGIN.startsWith(begun)) {
      waiting = text;
      return Pieces.NONE;
    }
    place = Place.BEHIND;
    return new Pieces("", text);
  }

  private Pieces inside(String text) {
    int end = text.indexOf(END);
    if (end >= 0) {
      place = Place.BEHIND;
      return new Pieces(text.substring(0, end), text.substring(end + END.length()).stripLeading());
    }
    int open = text.length() - Texts.beginningOf(END, text);
    waiting = text.substring(open);
    return new Pieces(text.substring(0, open), "");
  }

  /** What waited at the end of the text. */
  Pieces rest() {
    return place == Place.INSIDE ? new Pieces(waiting, "") : new Pieces("", waiting);
  }

  /** True if the text began with the mark, so that there is reasoning, perhaps an empty one. */
  boolean found() {
    return found;
  }
}
