package dev.bivouac.workflows.dailynews;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a piece of the report points to, by number or by address.
 *
 * @param numbers of the list of sources, such as 3 in {@code [3]}
 * @param addresses written out or behind a link
 */
record Citations(Set<Integer> numbers, Set<String> addresses) {
  /** Stands in a masked text where a citation was. */
  static final char CITED = '\uE000';

  /** Stands in a masked text where an address was. */
  static final char ADDRESS = '\uE001';

  private static final int WIDEST_RANGE = 40;
  private static final String WORD =
      "(?:(?:sources?|src|refs?|quellen?|fuentes?|fontes?|fonti|bron(?:nen)?|no|nr)[.:]?\\s?#?)?";
  private static final Pattern NUMBER =
      Pattern.compile(
          "\\[{1,2}" + WORD + "(\\d{1,3}(?:\\s?(?:[,;&–-]|and|und)\\s?\\d{1,3}){0,20})]{1,2}",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern PART = Pattern.compile("(\\d{1,3})(?:\\s?[–-]\\s?(\\d{1,3}))?");

  private static final Pattern LINK_END =
      Pattern.compile("\\s*(?:\"[^\"\\n]*\"|'[^'\\n]*')?\\s*\\)");

  /** Those of a text. */
  static Citations in(String text) {
    var numbers = new LinkedHashSet<Integer>();
    NUMBER.matcher(text).results().forEach(mark -> numbers.addAll(numbers(mark.group(1))));
    var addresses = new LinkedHashSet<String>();
    Addresses.in(text).forEach(found -> addresses.add(found.address()));
    return new Citations(numbers, addresses);
  }

  private static List<Integer> numbers(String list) {
    var numbers = new ArrayList<Integer>();
    for (MatchResult part : PART.matcher(list).results().toList()) {
      int first = Integer.parseInt(part.group(1));
      int last = part.group(2) == null ? first : Integer.parseInt(part.group(2));
      for (int n = first; n <= Math.min(last, first + WIDEST_RANGE); n++) {
        numbers.add(n);
      }
    }
    return numbers;
  }

  boolean isEmpty() {
    return numbers.isEmpty() && addresses.isEmpty();
  }

  /**
   * The text with every citation and address overwritten, each character by one, so that places in
   * both texts are the same.
   */
  static String masked(String text) {
    var out = new StringBuilder(text);
    NUMBER.matcher(text).results().forEach(it -> overwrite(out, it.start(), it.end(), CITED));
    for (Addresses.Found found : Addresses.in(text)) {
      overwrite(out, found.start(), found.end(), ADDRESS);
      linkAround(text, found).ifPresent(link -> overwrite(out, link.start(), link.end(), ADDRESS));
    }
    return out.toString();
  }

  private static void overwrite(StringBuilder text, int start, int end, char with) {
    for (int at = start; at < end; at++) {
      text.setCharAt(at, with);
    }
  }

  /** The part of {@code [text](address "title")} from the closing square bracket on. */
  private static Optional<Addresses.Found> linkAround(String text, Addresses.Found found) {
    int open = text.lastIndexOf("](", found.start());
    if (open < 0
        || found.start() - open > 20
        || !text.substring(open + 2, found.start()).isBlank()) {
      return Optional.empty();
    }
    Matcher title = LINK_END.matcher(text).region(found.end(), text.length());
    return title.lookingAt()
        ? Optional.of(new Addresses.Found(found.address(), open, title.end()))
        : Optional.empty();
  }
}
