package dev.bivouac.workflows.dailynews;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number in digits.
 *
 * <p>How it is grouped does not matter: 1,234.5 and 1.234,5 and 1 234,5 and 1234.5 are one number.
 * Where the writing leaves open what is meant (1.234), each reading counts. Of a date in digits the
 * month may be missing in the article, which often spells it out.
 *
 * @param written as it stands in the text
 * @param readings each the values that all must be there for this reading to hold
 */
record Figure(String written, List<Set<BigDecimal>> readings) {
  private static final int LONGEST = 40;
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?<date>(?<!\\d)\\d{1,4}(?<mark>[./-])\\d{1,2}\\k<mark>\\d{1,4}(?![\\d]))"
              + "|(?<spaced>(?<!\\d)\\d{1,3}(?: \\d{3})++(?:[.,]\\d++)?+(?!\\d))"
              + "|(?<plain>\\d++(?:[.,']\\d++)*+)");
  private static final Pattern DIGITS = Pattern.compile("\\d+");
  private static final Pattern NOT_DIGITS = Pattern.compile("\\D+");

  /** Groups of three, or of two before the last as in India; or no groups at all. */
  private static final Pattern GROUPED =
      Pattern.compile(
          "\\d+|[1-9]\\d{0,2}(?:([.,'])\\d{3})(?:\\1\\d{3}){0,9}|[1-9]\\d?(?:,\\d{2}){1,9},\\d{3}");

  private static final Pattern ENTITY = Pattern.compile("&#x?[0-9a-fA-F]{1,6};");

  /** The numbers of a text. Digits that belong to a word, such as G20, are none. */
  static List<Figure> in(String text) {
    String plain = plain(text);
    var figures = new ArrayList<Figure>();
    Matcher token = TOKEN.matcher(plain);
    while (token.find()) {
      boolean inWord = token.start() > 0 && isCased(plain.codePointBefore(token.start()));
      if (!inWord && token.group().length() <= LONGEST) {
        figures.add(of(token));
      }
    }
    return figures;
  }

  /** Every value that a text can be read to contain, those inside words too. */
  static Set<BigDecimal> valuesIn(String text) {
    var values = new HashSet<BigDecimal>();
    Matcher token = TOKEN.matcher(plain(text));
    while (token.find()) {
      if (token.group().length() <= LONGEST) {
        of(token).readings().forEach(values::addAll);
        values.addAll(apart(token.group()));
      }
    }
    return values;
  }

  boolean isAmong(Set<BigDecimal> values) {
    return readings.stream().anyMatch(values::containsAll);
  }

  private static boolean isCased(int letter) {
    return Character.isUpperCase(letter) || Character.isLowerCase(letter);
  }

  /** With the digits and marks of all scripts in the form of ASCII. */
  private static String plain(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    var out = new StringBuilder(composed.length());
    ENTITY
        .matcher(composed)
        .replaceAll(" ")
        .codePoints()
        .forEach(c -> out.appendCodePoint(plain(c)));
    return out.toString();
  }

  private static int plain(int c) {
    if (Character.getType(c) == Character.DECIMAL_DIGIT_NUMBER) {
      return '0' + Character.digit(c, 10);
    }
    return switch (c) {
      case '\u066B', '，' -> ',';
      case '．' -> '.';
      case '\u066C', '’' -> '\'';
      case '\u00A0', '\u202F', '\u2009', '\u2007' -> ' ';
      case '‑', '–' -> '-';
      default -> c;
    };
  }

  private static Figure of(Matcher token) {
    String written = token.group();
    if (token.group("date") != null) {
      List<Set<BigDecimal>> date = date(written);
      if (!date.isEmpty()) {
        return new Figure(written, date);
      }
    }
    if (token.group("spaced") != null) {
      var together = Set.of(value(written.replace(" ", "").replace(',', '.')));
      return new Figure(written, List.of(together, apart(written)));
    }
    return new Figure(written, readings(written));
  }

  private static List<Set<BigDecimal>> date(String written) {
    String[] parts = written.split("[./-]", -1);
    boolean yearFirst = parts[0].length() == 4;
    if (yearFirst == (parts[2].length() == 4)) {
      return List.of();
    }
    var year = value(parts[yearFirst ? 0 : 2]);
    var other = value(parts[yearFirst ? 2 : 0]);
    return List.of(both(year, other), both(year, value(parts[1])));
  }

  private static Set<BigDecimal> both(BigDecimal one, BigDecimal other) {
    return new HashSet<>(List.of(one, other));
  }

  private static List<Set<BigDecimal>> readings(String written) {
    String marks = DIGITS.matcher(written).replaceAll("");
    if (marks.isEmpty()) {
      return List.of(Set.of(value(written)));
    }
    char last = marks.charAt(marks.length() - 1);
    boolean lastIsAlone = marks.indexOf(last) == marks.length() - 1;
    String whole = lastIsAlone ? written.substring(0, written.lastIndexOf(last)) : written;
    var readings = new ArrayList<Set<BigDecimal>>();
    if (lastIsAlone && last != '\'' && isGrouped(whole)) {
      readings.add(Set.of(value(digits(whole) + "." + written.substring(whole.length() + 1))));
    }
    if (marks.chars().allMatch(is(last)) && isGrouped(written)) {
      readings.add(Set.of(value(digits(written))));
    }
    return readings.isEmpty() ? List.of(apart(written)) : readings;
  }

  private static IntPredicate is(char wanted) {
    return c -> c == wanted;
  }

  private static boolean isGrouped(String number) {
    return GROUPED.matcher(number).matches();
  }

  private static String digits(String text) {
    return NOT_DIGITS.matcher(text).replaceAll("");
  }

  private static Set<BigDecimal> apart(String written) {
    var parts = new HashSet<BigDecimal>();
    NOT_DIGITS
        .splitAsStream(written)
        .filter(part -> !part.isEmpty())
        .forEach(part -> parts.add(value(part)));
    return parts;
  }

  /** Stripped of trailing zeros, so that equal values are equal objects. */
  private static BigDecimal value(String digits) {
    return new BigDecimal(digits).stripTrailingZeros();
  }
}
