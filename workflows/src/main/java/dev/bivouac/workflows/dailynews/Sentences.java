package dev.bivouac.workflows.dailynews;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Splits a block into sentences, each with the citations behind its full stop.
 *
 * <p>When in doubt it does not split: two sentences taken for one may hide a missing source, one
 * taken for two would accuse a good report.
 */
final class Sentences {
  private static final int LONGEST_LEAD_IN = 130;
  private static final String STOPS = ".!?…。！？";
  private static final String WIDE_STOPS = "。！？";
  private static final String CLOSERS = "\"'”’»«“」』)*_]";
  private static final Pattern ABBREVIATION =
      Pattern.compile(
          "(?:^|.*[\\s(\"'“„«*_\\uE000/-])(?:\\p{Lu}|\\d{1,2}|(?:\\p{L}\\.\\s?){1,4}\\p{L}|"
              + "(?:Mr|Mrs|Ms|Mx|Dr|Prof|St|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Adm|Jr|Sr|Rev|Hon|Messrs|"
              + "vs|etc|approx|No|Nos|Vol|Fig|Inc|Ltd|Co|Corp|Bros|Dept|Est|al|cf|ca|bzw|Nr|Hr|Fr|"
              + "Frhr|Mme|Mlle|MM|Sra|Dra|art|Art|Abs|Mio|Mrd|evtl|inkl|usw|vgl|sog|Jan|Feb|Mar|Apr|"
              + "Jun|Jul|Aug|Sep|Sept|Oct|Okt|Nov|Dec|Dez))\\.$",
          Pattern.DOTALL);

  /** Such as {@code ([Title](address))} or {@code Source: address}, behind the full stop. */
  private static final Pattern POINTER =
      Pattern.compile(
          "\\s*(?:[—–-]\\s*)?\\(?\\s*(?:\\p{L}{2,14}:\\s*)?\\[?[^()\\[\\].!?\\n\\uE000\\uE001]{0,160}+"
              + "[\\uE000\\uE001]+(?:\\s*\\))?\\.?");

  private static final Pattern LEAD_IN = Pattern.compile("(\\*\\*|__)[^*_]{1,120}\\1[.:!?]?");

  private final String masked;
  private final boolean quotes;

  private Sentences(String masked) {
    this.masked = masked;
    this.quotes = isBalanced(masked);
  }

  /**
   * A sentence's place in its block.
   *
   * @param start of its first character
   * @param end behind its last citation
   */
  record Range(int start, int end) {}

  /**
   * All of them; together they cover the block, spaces aside.
   *
   * @param masked a block as {@link Citations#masked} gives it
   */
  static List<Range> of(String masked) {
    return new Sentences(masked).split();
  }

  private List<Range> split() {
    var ranges = new ArrayList<Range>();
    int start = spaces(0);
    int depth = 0;
    int at = start;
    while (at < masked.length()) {
      depth = Math.max(0, depth + change(at, depth));
      int end = depth == 0 || STOPS.indexOf(masked.charAt(at)) >= 0 ? end(at, depth) : -1;
      if (end > 0) {
        add(ranges, start, end);
        start = spaces(end);
        at = start;
        depth = 0;
      } else {
        at++;
      }
    }
    if (start < masked.length()) {
      add(ranges, start, trimmed(masked.length()));
    }
    return ranges;
  }

  /** A fragment belongs to the sentence before it, or waits for the words after it. */
  private void add(List<Range> ranges, int start, int end) {
    boolean joins = !ranges.isEmpty() && isLeadIn(ranges.getLast());
    boolean empty = masked.substring(start, end).codePoints().noneMatch(Character::isLetterOrDigit);
    if (joins || (empty && !ranges.isEmpty())) {
      ranges.add(new Range(ranges.removeLast().start(), end));
    } else {
      ranges.add(new Range(start, end));
    }
  }

  private boolean isLeadIn(Range range) {
    if (range.end() - range.start() > LONGEST_LEAD_IN) {
      return false;
    }
    String words = masked.substring(range.start(), range.end());
    return LEAD_IN.matcher(words).matches()
        || (words.indexOf(Citations.CITED) < 0
            && words.indexOf(' ') < 0
            && words.codePoints().noneMatch(Character::isIdeographic));
  }

  /** The end of the sentence that stops here; -1 if none does. */
  private int end(int at, int depth) {
    if (STOPS.indexOf(masked.charAt(at)) < 0) {
      return endsUnstopped(at) ? at + 1 : -1;
    }
    if (at > 0 && STOPS.indexOf(masked.charAt(at - 1)) >= 0) {
      return -1; // Several stops in a row are judged at the first of them.
    }
    int stop = at;
    while (stop + 1 < masked.length() && STOPS.indexOf(masked.charAt(stop + 1)) >= 0) {
      stop++;
    }
    int close = stop + 1;
    int inside = depth;
    while (close < masked.length() && CLOSERS.indexOf(masked.charAt(close)) >= 0) {
      inside = Math.max(0, inside + change(close, inside));
      close++;
    }
    int cited = citations(close);
    return inside == 0 && isEnd(at, stop, close, cited) ? cited : -1;
  }

  private boolean isEnd(int at, int stop, int close, int cited) {
    int next = spaces(cited);
    if (next >= masked.length()) {
      return true;
    }
    boolean apart = next > close || WIDE_STOPS.indexOf(masked.charAt(stop)) >= 0;
    int first = masked.codePointAt(next);
    boolean goesOn = Character.isLowerCase(first) || ",;:)".indexOf(first) >= 0;
    if (!apart || goesOn) {
      return false;
    }
    return cited > close || !mayGoOn(at, stop);
  }

  /** True for dots that need not end a sentence: an ellipsis, and that of an abbreviation. */
  private boolean mayGoOn(int at, int stop) {
    String dots = masked.substring(at, stop + 1);
    String before = masked.substring(Math.max(0, at - 16), at + 1);
    return dots.contains("…")
        || dots.contains("..")
        || (dots.equals(".") && ABBREVIATION.matcher(before).matches());
  }

  /** A citation at the end of a line ends a sentence even without a full stop. */
  private boolean endsUnstopped(int at) {
    return masked.charAt(at) == Citations.CITED
        && at + 1 < masked.length()
        && masked.charAt(at + 1) == '\n'
        && spaces(at + 1) < masked.length()
        && !Character.isLowerCase(masked.charAt(spaces(at + 1)));
  }

  /** Behind the citations that follow, and the full stop behind them, if there are any. */
  private int citations(int from) {
    int end = numbers(from);
    Matcher pointer = POINTER.matcher(masked).region(end, masked.length());
    return pointer.lookingAt() && pointsOnly(end, pointer.end()) ? pointer.end() : end;
  }

  /** True for a pointer in brackets or with a label; other links begin the next sentence. */
  private boolean pointsOnly(int start, int end) {
    int next = spaces(end);
    return masked.substring(start, end).indexOf(Citations.ADDRESS) >= 0
        && (next >= masked.length() || !Character.isLowerCase(masked.codePointAt(next)));
  }

  private int numbers(int from) {
    int end = from;
    int at = from;
    boolean cited = false;
    while (at < masked.length()
        && (isBlank(at) || isCitation(at) || (cited && ".,;".indexOf(masked.charAt(at)) >= 0))) {
      cited |= isCitation(at);
      at++;
      end = cited && !isBlank(at - 1) ? at : end;
    }
    return end;
  }

  private boolean isCitation(int at) {
    char c = masked.charAt(at);
    return c == Citations.CITED || c == Citations.ADDRESS;
  }

  private boolean isBlank(int at) {
    return Character.isWhitespace(masked.charAt(at));
  }

  private int spaces(int from) {
    int at = from;
    while (at < masked.length() && (isBlank(at) || masked.startsWith("\n>", at - 1))) {
      at++;
    }
    return at;
  }

  private int trimmed(int end) {
    int at = end;
    while (at > 0 && isBlank(at - 1)) {
      at--;
    }
    return at;
  }

  /** How the character changes the number of open quotation marks. */
  private int change(int at, int depth) {
    if (!quotes) {
      return 0;
    }
    return switch (masked.charAt(at)) {
      case '„', '「', '『' -> 1;
      case '“' -> depth > 0 ? -1 : 1;
      case '«', '»', '"' -> depth > 0 ? -1 : 1;
      case '”', '」', '』' -> -1;
      default -> 0;
    };
  }

  private static boolean isBalanced(String text) {
    long straight = text.chars().filter(c -> c == '"').count();
    long opened = text.chars().filter(c -> "“„「『«".indexOf(c) >= 0).count();
    long closed = text.chars().filter(c -> "”」』»".indexOf(c) >= 0).count();
    long german = text.chars().filter(c -> c == '„').count();
    return straight % 2 == 0 && (opened == closed || (german > 0 && opened == 2 * german));
  }
}
