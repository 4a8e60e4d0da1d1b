package dev.bivouac.tools.search;

import dev.bivouac.tool.ToolFailure;
import dev.bivouac.tools.article.PageAddress;
import dev.bivouac.tools.article.SafeText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The feeds to search, as a person keeps them: one address a line, then perhaps {@code |} and a
 * name. Empty lines and what follows {@code #} at the start of a line mean nothing.
 */
public record FeedList(List<Feed> feeds) {
  private static final int MAX_FEEDS = 500;
  private static final int MAX_NAME = 80;

  /**
   * One feed.
   *
   * @param name what to call it; empty for what it calls itself
   */
  public record Feed(URI address, Optional<String> name) {}

  public FeedList {
    feeds = List.copyOf(feeds);
    if (feeds.isEmpty() || feeds.size() > MAX_FEEDS) {
      throw new IllegalArgumentException(
          "A list of feeds needs from 1 to %d feeds, had %d.".formatted(MAX_FEEDS, feeds.size()));
    }
  }

  /**
   * Reads a list from a file.
   *
   * @throws IllegalArgumentException if a line is no feed; the message names file and line
   */
  public static FeedList parse(Path file) {
    try {
      return parse(Files.readString(file), file.toString());
    } catch (IOException e) {
      throw new UncheckedIOException("The list of feeds '%s' cannot be read.".formatted(file), e);
    }
  }

  /** The list that comes with the program: well-known news in several languages. */
  public static FeedList bundled() {
    try (InputStream list = FeedList.class.getResourceAsStream("feeds.txt")) {
      if (list == null) {
        throw new IllegalStateException("The bundled list feeds.txt is missing from the program.");
      }
      return parse(new String(list.readAllBytes(), StandardCharsets.UTF_8), "feeds.txt");
    } catch (IOException e) {
      throw new UncheckedIOException("The bundled list feeds.txt cannot be read.", e);
    }
  }

  static FeedList parse(String text, String file) {
    List<Feed> feeds = new ArrayList<>();
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String content = SafeText.oneLine(line);
      if (!content.isEmpty() && !content.startsWith("#")) {
        feeds.add(feed(content, file, number));
      }
    }
    if (feeds.isEmpty()) {
      throw new IllegalArgumentException(
          "The list of feeds '%s' names no feed. Write one address a line.".formatted(file));
    }
    return new FeedList(feeds);
  }

  private static Feed feed(String line, String file, int number) {
    int bar = line.indexOf(" |");
    String name = bar < 0 ? "" : SafeText.oneLine(line.substring(bar + 2), MAX_NAME);
    try {
      URI address = PageAddress.parse(bar < 0 ? line : line.substring(0, bar));
      return new Feed(address, Optional.of(name).filter(n -> !n.isEmpty()));
    } catch (ToolFailure e) {
      throw new IllegalArgumentException(
          "%s, line %d: '%s' is no feed. Write its address, such as https://example.org/feed.xml | Name."
              .formatted(file, number, SafeText.oneLine(line, 100)),
          e);
    }
  }
}
