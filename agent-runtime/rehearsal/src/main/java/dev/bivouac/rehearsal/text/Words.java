package dev.bivouac.rehearsal.text;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Cuts text into words that can be compared: lower case, no accents, no plural s. */
public final class Words {
  private static final Set<String> STOP =
      set(
          """
          a about above after again against all also although am an and any are around as at be \
          because been before being below between both but by can could did do does done down \
          during each even few for from further had has have having he her here him his how i if \
          in into is it its just let like many may me might more most much must my no nor not now \
          of off on once one only or other our out over own per same she should so some such than \
          that the their them then there these they this those through to too under until up us \
          use very was we were what when where which while who whom whose why will with within \
          without work would you your der die das den dem des ein eine einer eines und oder aber ist \
          sind war mit von zu zum zur im in auf fur uber wie was wer warum nicht auch als bei aus \
          le la les un une et ou est sont de du dans pour sur avec el los las y es son con para\
          """);

  private static final Set<String> NEWS =
      set(
          """
          actualite aktuell article breaking briefing brief bulletin daily day day's \
          development digest explain explained headline heute important \
          last latest main major meldung morning nachricht neue news neuigkeit noticia overview \
          recent report roundup story summary tag this today tonight top update updated week \
          weekly world write yesterday\
          """);

  private Words() {}

  private static Set<String> set(String words) {
    return Set.copyOf(words.lines().flatMap(line -> of(line).stream()).distinct().toList());
  }

  /** Every word in order, in the form in which words are compared. */
  public static List<String> of(String text) {
    var words = new ArrayList<String>();
    int length = text.length();
    int start = -1;
    for (int at = 0; at <= length; at++) {
      boolean inside = at < length && Character.isLetterOrDigit(text.charAt(at));
      if (inside && isIdeographic(text.charAt(at))) {
        close(text, start, at, words);
        start = -1;
        words.add(text.substring(at, at + 1));
      } else if (inside && start < 0) {
        start = at;
      } else if (!inside) {
        close(text, start, at, words);
        start = -1;
      }
    }
    return words;
  }

  /** The words that carry a subject: no stop words, and none that only say "news". */
  public static List<String> content(String text) {
    return of(text).stream()
        .filter(word -> !STOP.contains(word) && !NEWS.contains(word))
        .distinct()
        .toList();
  }

  /** True for a word that says nothing about the subject. */
  public static boolean isCommon(String word) {
    return STOP.contains(word) || NEWS.contains(word);
  }

  private static boolean isIdeographic(char c) {
    return c >= 0x2E80 && (Character.isIdeographic(c) || (c >= 0x3040 && c <= 0x30FF));
  }

  private static void close(String text, int start, int end, List<String> words) {
    if (start < 0 || end - start > 60) {
      return;
    }
    String word = singular(plain(text.substring(start, end)));
    if (word.length() > 1 || (!word.isEmpty() && !isLatin(word.charAt(0)))) {
      words.add(word);
    }
  }

  private static boolean isLatin(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static String plain(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    if (lower.chars().allMatch(c -> c < 128)) {
      return lower;
    }
    return Normalizer.normalize(lower, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
  }

  private static String singular(String word) {
    int length = word.length();
    if (length < 4 || word.charAt(length - 1) != 's') {
      return word;
    }
    if (length > 4 && word.endsWith("ies")) {
      return word.substring(0, length - 3) + "y";
    }
    char before = word.charAt(length - 2);
    return before == 's' || before == 'u' || before == 'i' ? word : word.substring(0, length - 1);
  }
}
