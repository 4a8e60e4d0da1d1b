package dev.bivouac.kimi;

import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;

/** Takes keys out of text that others wrote, should they echo one or a part of one. */
final class Redactor {
  private static final String INSTEAD = "[key]";
  private static final int SHORTEST = 6;
  private static final int PIECE = 8;
  private static final Pattern LOOKS_LIKE_A_KEY =
      Pattern.compile(
          "\\b(?:sk|nvapi|fw|hf|gsk|tgp|key)[-_][A-Za-z0-9_*.-]{12,}|(?i:bearer)\\s+[^\\s\"']{8,}");

  private final String key;
  private final Set<String> pieces = new HashSet<>();

  /**
   * Knows the key to take out besides all that looks like one.
   *
   * @param key may be empty
   */
  Redactor(String key) {
    this.key = key;
    for (int i = 0; i + PIECE <= key.length(); i++) {
      pieces.add(key.substring(i, i + PIECE));
    }
  }

  String redact(String text) {
    String without = key.length() >= SHORTEST ? text.replace(key, INSTEAD) : text;
    return LOOKS_LIKE_A_KEY.matcher(withoutPieces(without)).replaceAll(INSTEAD);
  }

  /** Some hosts show the beginning of a key that they refuse. */
  private String withoutPieces(String text) {
    if (pieces.isEmpty()) {
      return text;
    }
    StringBuilder safe = new StringBuilder(text.length());
    int kept = 0;
    int at = 0;
    while (at + PIECE <= text.length()) {
      if (isPiece(text, at)) {
        safe.append(text, kept, at).append(INSTEAD);
        at++;
        while (isPiece(text, at)) {
          at++;
        }
        at += PIECE - 1;
        kept = at;
      } else {
        at++;
      }
    }
    return kept == 0 ? text : safe.append(text, kept, text.length()).toString();
  }

  private boolean isPiece(String text, int at) {
    return at + PIECE <= text.length()
        && key.indexOf(text.charAt(at)) >= 0
        && pieces.contains(text.substring(at, at + PIECE));
  }
}
