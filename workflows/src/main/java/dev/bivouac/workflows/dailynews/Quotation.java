package dev.bivouac.workflows.dailynews;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Words between quotation marks, more than two of them.
 *
 * <p>Compared are the words alone, in their order: which quotation marks, dashes and spaces stand
 * between them, emphasis and capitals differ from site to site. What an ellipsis or a bracketed
 * insertion splits is compared part by part.
 *
 * @param parts normalised, none empty
 */
record Quotation(List<String> parts) {
  private static final int FEWEST_WORDS = 3;
  private static final int FEWEST_SIGNS = 6;
  private static final int LONGEST = 2_000;
  private static final Map<Character, String> MARKS =
      Map.of('"', "\"", '“', "”\"", '„', "“”\"", '”', "”", '«', "»", '»', "«", '「', "」", '『', "』");
  private static final Pattern LEFT_OUT =
      Pattern.compile("…|\\.{3,}|\\. \\. \\.|\\[[^\\]]{0,60}]|\\(…\\)");
  private static final Pattern LINK_TARGET = Pattern.compile("]\\([^)\\s]*+[^)]{0,200}\\)");
  private static final Pattern IN_WORD = Pattern.compile("['’ʼ`´\\u00AD\\u200B-\\u200D\\uFEFF]");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}\\p{M}]+");
  private static final Pattern SIGN =
      Pattern.compile("([\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}])");

  /** The quotations of a text, in order. */
  static List<Quotation> in(String text) {
    var quotations = new ArrayList<Quotation>();
    int at = 0;
    while (at < text.length()) {
      String closing = opens(text, at) ? MARKS.get(text.charAt(at)) : null;
      int end = closing == null ? -1 : firstOf(text, closing, at + 1);
      if (end < 0) {
        at++;
        continue;
      }
      var quotation = of(text.substring(at + 1, end));
      if (quotation.isLong()) {
        quotations.add(quotation);
      }
      at = end + 1;
    }
    return quotations;
  }

  /** A straight mark behind a letter or a digit closes something, or means inches. */
  private static boolean opens(String text, int at) {
    return text.charAt(at) != '"' || at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
  }

  private static int firstOf(String text, String marks, int from) {
    int end = Math.min(text.length(), from + LONGEST);
    for (int at = from; at < end; at++) {
      if (marks.indexOf(text.charAt(at)) >= 0) {
        return at;
      }
    }
    return -1;
  }

  private static Quotation of(String text) {
    return new Quotation(
        Arrays.stream(LEFT_OUT.split(text))
            .map(Quotation::words)
            .filter(part -> !part.isBlank())
            .toList());
  }

  private boolean isLong() {
    String all = String.join(" ", parts);
    long words = all.isBlank() ? 0 : all.strip().split("\\s+").length;
    return words >= (SIGN.matcher(all).find() ? FEWEST_SIGNS : FEWEST_WORDS);
  }

  /**
   * True if all parts stand there.
   *
   * @param words of a text, as {@link #words} gives them
   */
  boolean standsIn(String words) {
    return parts.stream().allMatch(words::contains);
  }

  /** Lower-case words with one space around each; signs of Chinese and Japanese are words. */
  static String words(String text) {
    String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
    plain = LINK_TARGET.matcher(plain).replaceAll(" ");
    plain = IN_WORD.matcher(plain).replaceAll("");
    plain = SIGN.matcher(plain).replaceAll(" $1 ");
    plain = BETWEEN_WORDS.matcher(plain).replaceAll(" ");
    return " " + plain.strip().toLowerCase(Locale.ROOT) + " ";
  }
}
