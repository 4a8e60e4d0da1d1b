package dev.bivouac.tools.article;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;

/**
 * Measures the extraction on a folder of real pages that is kept outside the project. Each page has
 * a folder with {@code page.html}, {@code article.html} (what is expected) and {@code
 * metadata.json}. With a second argument it prints the Markdown of that one page.
 */
final class ExtractionTrial {
  private static final Pattern WORD =
      Pattern.compile("[\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}]|[\\p{L}\\p{N}&&[^\\p{IsHan}]]+");

  private record Score(String page, double precision, double recall) {
    double f1() {
      return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }
  }

  private final Map<String, int[]> hits = new HashMap<>();
  private final List<String> misses = new ArrayList<>();

  private ExtractionTrial() {}

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    if (arguments.length > 1) {
      Optional<Article> article = read(folder.resolve(arguments[1]));
      article.ifPresent(a -> show(a.facts() + "\n\n" + a.markdown()));
      return;
    }
    new ExtractionTrial().run(folder);
  }

  private void run(Path folder) throws IOException {
    List<Path> pages;
    try (Stream<Path> entries = Files.list(folder)) {
      pages = entries.filter(Files::isDirectory).sorted().toList();
    }
    List<Score> scores = new ArrayList<>();
    long start = System.nanoTime();
    for (Path page : pages) {
      scores.add(measure(page));
    }
    long millis = (System.nanoTime() - start) / 1_000_000;
    misses.forEach(ExtractionTrial::show);
    scores.stream()
        .sorted(Comparator.comparingDouble(Score::f1))
        .forEach(s ->
            show(
                "%.3f  precision %.3f  recall %.3f  %s"
                    .formatted(s.f1(), s.precision(), s.recall(), s.page())));
    hits.forEach((name, count) -> show("%s: %d of %d".formatted(name, count[0], count[1])));
    show(
        "mean F1 %.4f, %d pages, %d ms"
            .formatted(
                scores.stream().mapToDouble(Score::f1).average().orElse(0), scores.size(), millis));
  }

  private Score measure(Path page) throws IOException {
    Optional<Article> article = read(page);
    String expected = Jsoup.parse(Files.readString(page.resolve("article.html"))).text();
    String markdown = article.map(Article::markdown).orElse("").replaceAll("]\\([^)]*\\)", "]");
    Map<String, Integer> found = words(markdown.replace("\\", ""));
    Map<String, Integer> wanted = words(expected);
    int common = 0;
    for (var word : found.entrySet()) {
      common += Math.min(word.getValue(), wanted.getOrDefault(word.getKey(), 0));
    }
    JsonNode facts = new ObjectMapper().readTree(page.resolve("metadata.json").toFile());
    article.ifPresent(a -> compare(page, facts, a.facts()));
    int foundWords = found.values().stream().mapToInt(Integer::intValue).sum();
    int wantedWords = wanted.values().stream().mapToInt(Integer::intValue).sum();
    return new Score(
        page.getFileName().toString(),
        foundWords == 0 ? 0 : (double) common / foundWords,
        wantedWords == 0 ? 0 : (double) common / wantedWords);
  }

  private void compare(Path page, JsonNode expected, ArticleFacts facts) {
    hit(page, "title", expected.path("title"), facts.title());
    hit(page, "byline", expected.path("byline"), facts.byline());
    hit(page, "siteName", expected.path("siteName"), facts.site());
    hit(page, "lang", expected.path("lang"), facts.language());
    JsonNode published = expected.path("publishedTime");
    String wanted = PublishedDates.iso(published.asText("")).orElse("");
    if (published.isTextual()) {
      hit(
          page,
          "publishedTime",
          facts.publishedAt().orElse("").equals(wanted),
          wanted,
          facts.publishedAt());
    }
  }

  private void hit(Path page, String name, JsonNode expected, Optional<String> found) {
    if (expected.isTextual()) {
      boolean same = words(expected.textValue()).equals(words(found.orElse("")));
      hit(page, name, same, expected.textValue(), found);
    }
  }

  private void hit(Path page, String name, boolean same, String expected, Optional<String> found) {
    int[] count = hits.computeIfAbsent(name, n -> new int[2]);
    count[1]++;
    if (same) {
      count[0]++;
    } else {
      misses.add(
          "%s: %s expected '%s', found '%s'"
              .formatted(page.getFileName(), name, expected, found.orElse("")));
    }
  }

  private static Optional<Article> read(Path page) throws IOException {
    return ArticleReader.read(
        Files.readString(page.resolve("page.html")),
        URI.create("http://fakehost.test/test/page.html"));
  }

  private static Map<String, Integer> words(String text) {
    Map<String, Integer> words = new HashMap<>();
    Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (matcher.find()) {
      words.merge(matcher.group(), 1, Integer::sum);
    }
    return words;
  }

  @SuppressWarnings("SystemOut")
  private static void show(String line) {
    System.out.println(line);
  }
}
