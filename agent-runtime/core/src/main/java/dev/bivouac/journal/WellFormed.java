package dev.bivouac.journal;

/**
 * Texts that any store can keep. Half of a surrogate pair, which a cut text may end with, has no
 * bytes in UTF-8: some stores would refuse it, others put a question mark in its place.
 */
final class WellFormed {
  private WellFormed() {}

  /** The same JSON, with halves of pairs written as escapes. */
  static String json(String json) {
    for (int i = 0; i < json.length(); i++) {
      if (Character.isSurrogate(json.charAt(i)) && isHalf(json, i)) {
        return escaped(json);
      }
    }
    return json;
  }

  private static String escaped(String json) {
    var text = new StringBuilder(json.length() + 16);
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      if (Character.isSurrogate(c) && isHalf(json, i)) {
        text.append("\\u").append(Integer.toHexString(c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }

  private static boolean isHalf(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        ? at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1))
        : at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
  }
}
