package dev.bivouac.kimi;

import java.util.regex.Pattern;

/** Takes keys out of text that others wrote, should they echo one. */
final class Redactor {
  private static final String INSTEAD = "[key]";
  private static final int SHORTEST = 6;
  private static final Pattern LOOKS_LIKE_A_KEY =
      Pattern.compile(
          "\\b(?:sk|nvapi|fw|hf|gsk|tgp|key)[-_][A-Za-z0-9_*.-]{12,}|(?i:bearer)\\s+[^\\s\"']{8,}");

  private final String key;

  /**
   * Knows the key to take out besides all that looks like one.
   *
   * @param key may be empty
   */
  Redactor(String key) {
    this.key = key;
  }

  String redact(String text) {
    String without = key.length() >= SHORTEST ? text.replace(key, INSTEAD) : text;
    return LOOKS_LIKE_A_KEY.matcher(without).replaceAll(INSTEAD);
  }
}
