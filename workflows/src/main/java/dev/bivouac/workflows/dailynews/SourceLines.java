package dev.bivouac.workflows.dailynews;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads lines that list sources: numbered, bulleted, bracketed, in a table, or bare addresses. */
final class SourceLines {
  private static final Pattern ENTRY =
      Pattern.compile(
          "(?<bullet>\\s*[-*+•]\\s+)?(?<number>\\s*(?:\\*\\*|__)?(?<n>\\d{1,3})[.):]{1,2}(?:\\*\\*|__)?\\s+)?"
              + "(?<mark>\\s*(?:\\*\\*|__)?\\[\\^?(?<m>\\d{1,3})\\^?](?:\\*\\*|__)?[:.)]?(?=\\W))?"
              + "(?<cell>\\s*\\|\\s*\\[?(?<c>\\d{1,3})]?\\.?\\s*\\|)?");
  private static final Pattern MARKED =
      Pattern.compile(
          "\\s*(?:[-*+•]\\s+)?(?:\\*\\*)?\\[\\^?\\d{1,3}\\^?](?:\\*\\*)?[:.]?\\s.*://.*");
  private static final Pattern MARK = Pattern.compile("(?<![\\w\\]])\\[\\d{1,3}](?!\\()");
  private static final Pattern POINTS_FIRST =
      Pattern.compile("\\s*(?:\\[[^\\]\\n]{0,300}]\\()?https?://.*", Pattern.CASE_INSENSITIVE);
  private static final Pattern RULE = Pattern.compile("\\s*(?:[-*_]\\s*){3,}+");
  private static final int LONGEST_REMARK = 25;

  private final List<Source> sources = new ArrayList<>();

  private SourceLines() {}

  private record Line(int start, int end, String words) {}

  /** The sources between two places of a text. */
  static List<Source> read(String text, int start, int end) {
    var reader = new SourceLines();
    for (Line line : lines(text, start, end)) {
      reader.line(line);
    }
    return numbered(reader.sources);
  }

  /** The lines of the form {@code [3] ... address}, wherever they stand. */
  static List<Source> readMarked(String text) {
    var reader = new SourceLines();
    lines(text, 0, text.length()).stream()
        .filter(line -> MARKED.matcher(line.words()).matches())
        .forEach(reader::line);
    return numbered(reader.sources);
  }

  /** Where the list of addresses begins that the text ends with; the text's length if none. */
  static int startOfClosingList(String text) {
    List<Line> lines = lines(text, 0, text.length());
    int start = text.length();
    boolean needsNumber = false;
    for (Line line : lines.reversed()) {
      if (line.words().isBlank() || RULE.matcher(line.words()).matches()) {
        continue;
      }
      boolean bare = POINTS_FIRST.matcher(line.words()).matches();
      boolean titled = needsNumber && number(line.words()).isPresent();
      if (!isListed(line.words()) && !titled) {
        return start;
      }
      start = line.start();
      needsNumber = bare;
    }
    return start;
  }

  private static boolean isListed(String line) {
    Matcher entry = entry(line);
    String rest = line.substring(entry.end());
    boolean points = POINTS_FIRST.matcher(rest).matches();
    boolean names = number(line).isPresent() && !Addresses.in(rest).isEmpty();
    String remark = Citations.masked(rest).replaceAll("[\\uE000\\uE001]+", " ").strip();
    int words = remark.isEmpty() ? 0 : remark.split("\\s+").length;
    boolean sentence = words > 8 && remark.matches("(?s).*[.!?]");
    return (points || names) && words <= LONGEST_REMARK && !sentence;
  }

  private static List<Line> lines(String text, int start, int end) {
    var lines = new ArrayList<Line>();
    int at = start;
    while (at < end) {
      int stop = text.indexOf('\n', at);
      stop = stop < 0 || stop > end ? end : stop;
      lines.add(new Line(at, stop, text.substring(at, stop)));
      at = stop + 1;
    }
    return lines;
  }

  private void line(Line line) {
    List<MatchResult> marks = MARK.matcher(line.words()).results().toList();
    if (marks.size() < 2 || Addresses.in(line.words()).size() < 2) {
      entry(line.words(), line.start());
      return;
    }
    for (int at = 0; at < marks.size(); at++) {
      int from = at == 0 ? 0 : marks.get(at).start();
      int to = at + 1 < marks.size() ? marks.get(at + 1).start() : line.words().length();
      entry(line.words().substring(from, to), line.start() + from);
    }
  }

  private void entry(String words, int start) {
    if (words.isBlank() || words.stripLeading().startsWith("#")) {
      return;
    }
    Matcher entry = entry(words);
    Optional<Integer> number = number(words);
    List<String> addresses = Addresses.in(words).stream().map(Addresses.Found::address).toList();
    boolean opens = number.isPresent() || entry.group("bullet") != null;
    boolean follows =
        !opens
            && !sources.isEmpty()
            && (Character.isWhitespace(words.charAt(0)) || sources.getLast().addresses().isEmpty());
    int end = start + trimmed(words);
    if (follows) {
      Source last = sources.removeLast();
      var all = new ArrayList<>(last.addresses());
      all.addAll(addresses);
      sources.add(new Source(last.number(), List.copyOf(all), end));
    } else if (opens || !addresses.isEmpty()) {
      sources.add(new Source(number.orElse(0), addresses, end));
    }
  }

  private static Matcher entry(String words) {
    Matcher entry = ENTRY.matcher(words);
    // Every part of the pattern may be missing, so it always matches something.
    return entry.lookingAt() ? entry : ENTRY.matcher("");
  }

  private static Optional<Integer> number(String words) {
    Matcher entry = ENTRY.matcher(words);
    if (!entry.lookingAt()) {
      return Optional.empty();
    }
    return Optional.ofNullable(entry.group("m"))
        .or(() -> Optional.ofNullable(entry.group("c")))
        .or(() -> Optional.ofNullable(entry.group("n")))
        .map(Integer::valueOf);
  }

  private static int trimmed(String words) {
    return words.replaceAll("[\\s|,;]+$", "").length();
  }

  /** Numbered by place where the model gave no numbers, or the same one to all. */
  private static List<Source> numbered(List<Source> sources) {
    boolean byPlace =
        sources.size() > 1
            ? sources.stream().allMatch(source -> source.number() <= 1)
            : sources.stream().allMatch(source -> source.number() == 0);
    var all = new ArrayList<Source>();
    for (Source source : sources) {
      int number = byPlace ? all.size() + 1 : source.number();
      boolean described = source.addresses().isEmpty() && isNamedAgain(number, sources);
      if (!described || byPlace) {
        all.add(new Source(number, source.addresses(), source.end()));
      }
    }
    return List.copyOf(all);
  }

  private static boolean isNamedAgain(int number, List<Source> sources) {
    return sources.stream()
        .anyMatch(other -> other.number() == number && !other.addresses().isEmpty());
  }
}
