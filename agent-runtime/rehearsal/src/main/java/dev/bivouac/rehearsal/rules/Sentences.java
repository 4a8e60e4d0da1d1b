package dev.bivouac.rehearsal.rules;

import dev.bivouac.rehearsal.text.Words;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Takes sentences out of Markdown, word for word, and chooses the telling ones. */
final class Sentences {
  private static final int SHORTEST = 40;
  private static final int LONGEST = 330;
  private static final Pattern NOT_PROSE =
      Pattern.compile(
          "^(?:#|>|\\||[-*+]\\s|\\d{1,3}[.)]\\s|!\\[|```|~~~|={3,}|-{3,}|<).*", Pattern.DOTALL);
  private static final Pattern LINK = Pattern.compile("\\]\\(|https?://|www\\.");
  private static final Pattern EMPHASIS =
      Pattern.compile("(\\*{1,3}|_{1,3}|~~|`)(?=\\S)(.+?)(?<=\\S)\\1");
  private static final Pattern ESCAPE = Pattern.compile("\\\\([\\\\`*_{}\\[\\]()#+.!<>~|-])");
  private static final Pattern UNSAFE = Pattern.compile("[\\[\\]<>|*_`\\\\]|\\p{Cntrl}");
  private static final Pattern FURNITURE =
      Pattern.compile(
          "cookie|subscri|newsletter|sign (?:up|in)|log in|click|tap here|\u00a9|copyright|all rights|read more|"
              + "share this|advertis|sponsored|related (?:articles|stories)|rehearsal page|javascript|"
              + "follow us|photo(?:graph)? by|getty images|your browser|privacy policy|terms of",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NOT_AN_END =
      Pattern.compile(
          ".*(?:^|[\\s(\"\u201c])(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|St|No|vs|etc|approx|e\\.g|i\\.e|[A-Z]\\.[A-Z]|Inc|Co|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\\.$",
          Pattern.DOTALL);
  private static final Set<String> LEANING =
      Set.of(
          "it",
          "its",
          "this",
          "that",
          "these",
          "those",
          "he",
          "she",
          "they",
          "his",
          "her",
          "their",
          "but",
          "and",
          "or",
          "so",
          "yet",
          "however",
          "also",
          "both",
          "such",
          "then",
          "there",
          "instead",
          "meanwhile",
          "moreover",
          "nor",
          "neither",
          "here",
          "still",
          "even",
          "we",
          "i");

  private Sentences() {}

  /** Every usable sentence of the running text, in order. */
  static List<String> of(String markdown, Locale language) {
    var sentences = new ArrayList<String>();
    for (String paragraph : markdown.split("\\n\\s*\\n", -1)) {
      String text = paragraph.strip();
      if (!text.isEmpty() && !NOT_PROSE.matcher(text).matches()) {
        for (String sentence : split(text, language)) {
          String plain = plain(sentence);
          if (isUsable(sentence, plain) && !sentences.contains(plain)) {
            sentences.add(plain);
          }
        }
      }
    }
    return sentences;
  }

  private static List<String> split(String text, Locale language) {
    String flat = text.replaceAll("\\s+", " ");
    BreakIterator breaks = BreakIterator.getSentenceInstance(language);
    breaks.setText(flat);
    var sentences = new ArrayList<String>();
    var open = new StringBuilder();
    int start = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; start = end, end = breaks.next()) {
      open.append(flat, start, end);
      if (!NOT_AN_END.matcher(open.toString().strip()).matches()) {
        sentences.add(open.toString().strip());
        open.setLength(0);
      }
    }
    if (!open.isEmpty()) {
      sentences.add(open.toString().strip());
    }
    return sentences;
  }

  private static String plain(String sentence) {
    String text = sentence;
    String before;
    do {
      before = text;
      text = EMPHASIS.matcher(text).replaceAll("$2");
    } while (!text.equals(before));
    return ESCAPE.matcher(text).replaceAll("$1").strip();
  }

  private static boolean isUsable(String raw, String plain) {
    int length = plain.length();
    boolean dense = plain.codePoints().anyMatch(Character::isIdeographic);
    if (length < (dense ? SHORTEST / 3 : SHORTEST) || length > LONGEST) {
      return false;
    }
    int first = plain.codePointAt(0);
    boolean opens =
        Character.isDigit(first) || (Character.isLetter(first) && !Character.isLowerCase(first));
    char last = plain.charAt(length - 1);
    return opens
        && ".!\u3002\uff01".indexOf(last) >= 0
        && (dense || plain.split(" ").length >= 6)
        && balanced(plain)
        && !LINK.matcher(raw).find()
        && !UNSAFE.matcher(plain).find()
        && !FURNITURE.matcher(plain).find();
  }

  private static boolean balanced(String text) {
    return count(text, '(') == count(text, ')')
        && count(text, '\u201c') == count(text, '\u201d')
        && count(text, '"') % 2 == 0;
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }

  /** The best of an article's sentences, in the order in which they stand there. */
  static List<String> best(Article article, List<String> topic, int most) {
    List<String> all = article.sentences();
    List<String> title = Words.content(article.title());
    return IntStream.range(0, all.size())
        .boxed()
        .sorted(
            Comparator.comparingDouble((Integer at) -> -score(all.get(at), at, topic, title))
                .thenComparing(Comparator.naturalOrder()))
        .limit(most)
        .sorted()
        .map(all::get)
        .toList();
  }

  private static double score(String sentence, int at, List<String> topic, List<String> title) {
    List<String> words = Words.of(sentence);
    double score = at == 0 ? 3 : at < 4 ? 1.5 - at * 0.2 : -Math.min(at, 40) * 0.05;
    score += 1.5 * topic.stream().filter(words::contains).count();
    score += 0.7 * title.stream().filter(words::contains).count();
    score += sentence.chars().anyMatch(Character::isDigit) ? 0.5 : 0;
    String opening = words.isEmpty() ? "" : sentence.split("\\W+", 2)[0].toLowerCase(Locale.ROOT);
    return LEANING.contains(opening) ? score - 2.5 : score;
  }
}
