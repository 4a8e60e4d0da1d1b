package dev.bivouac.run;

/** What every text must go through that comes from outside and is stored or shown. */
public final class Text {
  private Text() {}

  /**
   * The text with every half of a broken surrogate pair replaced by U+FFFD, since such a half does
   * not survive UTF-8: a request built before a crash and one built after it would differ.
   */
  public static String wellFormed(String text) {
    StringBuilder repaired = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
        continue;
      }
      if (repaired == null) {
        repaired = new StringBuilder(text);
      }
      repaired.setCharAt(i, '\uFFFD');
    }
    return repaired == null ? text : repaired.toString();
  }

  /**
   * The beginning of a text, with three dots if anything was left out; never half a character.
   *
   * @param max characters kept, at least 1
   */
  public static String cut(String text, int max) {
    return text.length() <= max ? text : head(text, max) + "...";
  }

  /** The first characters of a text, one fewer if the last were half a character. */
  public static String head(String text, int max) {
    if (text.length() <= max) {
      return text;
    }
    return text.substring(0, Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max);
  }
}
