package dev.bivouac.rehearsal.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Reads title, text and day out of HTML files, many side by side. */
final class PageReader {
  private static final int MOST_CHARS = 200_000;
  private static final int LEAST_MAIN_TEXT = 1500;
  private static final int MOST_AT_ONCE = 2 * Runtime.getRuntime().availableProcessors();
  private static final String FURNITURE =
      "script,style,noscript,template,nav,aside,footer,form,iframe,svg,button,select";
  private static final Pattern DAY =
      Pattern.compile(
          "\\b(?:19|20)\\d{2}-[01]\\d-[0-3]\\d(?:[T ][0-2]\\d:[0-5]\\d(?::[0-5]\\d)?)?");
  private static final Pattern DATE_IN_DATA =
      Pattern.compile("\"datePublished\"\\s*:\\s*\"([^\"]{8,40})\"");

  private final AtomicInteger skipped;

  /** Bounds the memory: a page is many times its size while it is a tree. */
  private final Semaphore atOnce = new Semaphore(MOST_AT_ONCE);

  /** Counts the files that cannot be read. */
  PageReader(AtomicInteger skipped) {
    this.skipped = skipped;
  }

  /** Every file that can be read, in order. */
  List<Page> readAll(List<Path> files, Function<Path, String> address) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<CompletableFuture<Optional<Page>>> pages =
          files.stream()
              .map(file ->
                  CompletableFuture.supplyAsync(
                      () -> readOrSkip(file, address.apply(file)), threads))
              .toList();
      return pages.stream().flatMap(page -> page.join().stream()).toList();
    }
  }

  private Optional<Page> readOrSkip(Path file, String address) {
    atOnce.acquireUninterruptibly();
    try {
      return Optional.of(read(PagesFolder.bytes(file), address));
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      skipped.incrementAndGet();
      return Optional.empty();
    } finally {
      atOnce.release();
    }
  }

  /** Reads one page, whose charset is told by itself. */
  static Page read(byte[] html, String address) throws IOException {
    Document document = Jsoup.parse(new ByteArrayInputStream(html), null, address);
    Map<String, String> meta = meta(document);
    String title = title(document, meta);
    Optional<String> published = published(document, meta);
    String summary = meta.getOrDefault("og:description", meta.getOrDefault("description", ""));
    return new Page(
        address,
        clipped(title.isEmpty() ? address : title, 300),
        clipped(summary, 400),
        clipped(text(document), MOST_CHARS),
        clipped(meta.getOrDefault("keywords", ""), 400),
        published);
  }

  /** What the meta elements say, by property or name; of two with one name the first counts. */
  private static Map<String, String> meta(Document document) {
    var meta = new HashMap<String, String>();
    for (Element element : document.getElementsByTag("meta")) {
      String name = element.hasAttr("property") ? element.attr("property") : element.attr("name");
      String content = element.attr("content").strip();
      if (!content.isEmpty()) {
        meta.putIfAbsent(name, content);
      }
    }
    return meta;
  }

  /** The text of the main part where the page names one, and else of all that is not furniture. */
  private static String text(Document document) {
    document.select(FURNITURE).remove();
    for (Element part : document.select("article,main,[role=main]")) {
      String text = part.text();
      if (text.length() >= LEAST_MAIN_TEXT) {
        return text;
      }
    }
    return document.body().text();
  }

  private static String title(Document document, Map<String, String> meta) {
    return Stream.of(
            meta.getOrDefault("og:title", ""),
            document.title(),
            document.getElementsByTag("h1").stream().findFirst().map(Element::text).orElse(""))
        .filter(title -> !title.isBlank())
        .findFirst()
        .orElse("");
  }

  private static Optional<String> published(Document document, Map<String, String> meta) {
    return Optional.ofNullable(meta.get("article:published_time"))
        .or(() -> inData(document))
        .or(() ->
            Optional.ofNullable(document.selectFirst("time[datetime]"))
                .map(time -> time.attr("datetime")))
        .map(DAY::matcher)
        .filter(Matcher::find)
        .map(found -> inSearch(found.group()));
  }

  private static Optional<String> inData(Document document) {
    return document.getElementsByTag("script").stream()
        .filter(script -> script.attr("type").equals("application/ld+json"))
        .map(script -> DATE_IN_DATA.matcher(script.data()))
        .filter(Matcher::find)
        .map(found -> found.group(1))
        .findFirst();
  }

  /** In the form of the search's answers, which name a time without a zone. */
  private static String inSearch(String day) {
    String time = day.replace(' ', 'T');
    return switch (time.length()) {
      case 10 -> time + "T00:00:00";
      case 16 -> time + ":00";
      default -> time;
    };
  }

  private static String clipped(String text, int most) {
    return text.length() <= most ? text : text.substring(0, most);
  }
}
