package dev.bivouac.rehearsal.rules;

import dev.bivouac.rehearsal.text.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page as the result of a fetch tells it.
 *
 * @param address where it is, after redirects
 * @param site its site's name, or else its host
 * @param published the day in the words of the result; empty if it names none
 * @param sentences what it says, without markup, in order
 */
record Article(
    String address, String title, String site, String published, List<String> sentences) {
  private static final Pattern HEADER = Pattern.compile("^([A-Z][A-Za-z]{1,15}):\\s+(\\S.*)$");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,2}\\s+(\\S.*)$");
  private static final int LEAST_WITHOUT_HEADER = 400;

  Article {
    sentences = List.copyOf(sentences);
  }

  /** Reads the result of a fetch; empty if it holds no article. */
  static Optional<Article> of(Exchange fetch, String requested, Locale language) {
    if (!fetch.succeeded()) {
      return Optional.empty();
    }
    Map<String, String> header = new HashMap<>();
    List<String> lines = fetch.result().lines().toList();
    int body = readHeader(lines, header);
    if (body == 0 && fetch.result().length() < LEAST_WITHOUT_HEADER) {
      return Optional.empty();
    }
    String markdown = String.join("\n", lines.subList(body, lines.size()));
    List<String> sentences = Sentences.of(markdown, language);
    if (sentences.isEmpty()) {
      return Optional.empty();
    }
    String address = header.getOrDefault("address", requested);
    return Optional.of(
        new Article(
            address,
            header.getOrDefault("title", headingOf(markdown).orElse(address)),
            header.getOrDefault("site", Hit.host(address)),
            day(header.getOrDefault("published", "")),
            sentences));
  }

  /** A stand-in for a page that cannot be fetched: what the search showed of it. */
  static Optional<Article> of(Hit hit, Locale language) {
    List<String> sentences = Sentences.of(hit.snippet(), language);
    return sentences.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Article(hit.address(), hit.title(), Hit.host(hit.address()), "", sentences));
  }

  /** Collects the header's lines and tells where the text begins; 0 without a header. */
  private static int readHeader(List<String> lines, Map<String, String> header) {
    for (int at = 0; at < Math.min(lines.size(), 30); at++) {
      Matcher matcher = HEADER.matcher(lines.get(at).strip());
      if (matcher.matches()) {
        header.putIfAbsent(matcher.group(1).toLowerCase(Locale.ROOT), matcher.group(2).strip());
      } else if (lines.get(at).isBlank()
          && (header.containsKey("title") || header.containsKey("address"))) {
        return at + 1;
      }
    }
    header.clear();
    return 0;
  }

  private static Optional<String> headingOf(String markdown) {
    Matcher matcher = HEADING.matcher(markdown);
    return matcher.find() ? Optional.of(matcher.group(1).strip()) : Optional.empty();
  }

  private static String day(String published) {
    return Dates.in(published).map(Dates::inWords).orElse(published);
  }

  /** The first folder of its address if it reads like a section: /science/tides.html. */
  Optional<String> section() {
    Matcher matcher = Pattern.compile("https?://[^/]+/([a-z][a-z-]{2,19})/[^/]").matcher(address);
    return matcher.lookingAt()
            && !List.of("article", "articles", "news", "story", "blog", "posts")
                .contains(matcher.group(1))
        ? Optional.of(matcher.group(1).replace('-', ' '))
        : Optional.empty();
  }

  /**
   * True if the page has one of the words anywhere; always if there are none.
   *
   * @param page the whole result of the fetch
   */
  static boolean isAbout(List<String> words, String page) {
    if (words.isEmpty()) {
      return true;
    }
    Set<String> own = Set.copyOf(Words.of(page));
    return words.stream().anyMatch(own::contains);
  }
}
