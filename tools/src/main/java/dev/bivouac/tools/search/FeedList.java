package dev.bivouac.tools.search;

import dev.bivouac.tool.ToolFailure;
import dev.bivouac.tools.article.PageAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The feeds that news are searched in: one address a line, perhaps followed by {@code | name};
 * lines that begin with {@code #} are remarks.
 *
 * @param feeds at least one
 */
public record FeedList(List<Feed> feeds) {
  /**
   * One of them.
   *
   * @param address of its RSS or Atom document
   * @param name for people; empty to take the feed's own title
   */
  public record Feed(URI address, String name) {}

  public FeedList {
    feeds = List.copyOf(feeds);
    if (feeds.isEmpty()) {
      throw new IllegalArgumentException("a list of feeds needs at least one address");
    }
  }

  /** The list that comes with the program. */
  public static FeedList bundled() {
    try (InputStream resource =
        Optional.ofNullable(FeedList.class.getResourceAsStream("feeds.txt")).orElseThrow()) {
      return parse(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new IllegalStateException("the program lacks its own feeds.txt", e);
    }
  }

  /**
   * The list in a file.
   *
   * @throws IllegalArgumentException if it cannot be read or a line is no address; the message
   *     names the line
   */
  public static FeedList parse(Path file) {
    try {
      return parse(Files.readString(file));
    } catch (IOException e) {
      throw new IllegalArgumentException(
          "List of feeds %s cannot be read (%s)".formatted(file, e.getClass().getSimpleName()), e);
    }
  }

  static FeedList parse(String text) {
    var feeds = new ArrayList<Feed>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      int bar = line.indexOf('|');
      String address = bar < 0 ? line : line.substring(0, bar).strip();
      try {
        feeds.add(
            new Feed(PageAddress.parse(address), bar < 0 ? "" : line.substring(bar + 1).strip()));
      } catch (ToolFailure e) {
        throw new IllegalArgumentException(
            "Line %d of the list of feeds: %s".formatted(i + 1, e.getMessage()), e);
      }
    }
    return new FeedList(feeds);
  }
}
