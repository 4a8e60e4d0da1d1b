package dev.bivouac.rehearsal.rules;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An address that a search found.
 *
 * @param title the line nearest above it
 * @param snippet the lines below it, up to the next
 */
record Hit(String address, String title, String snippet) {
  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"'`|]+");
  private static final Pattern LINK = Pattern.compile("\\[([^\\]]+)\\]\\((https?://[^)\\s]+)\\)");
  private static final Pattern OPENING =
      Pattern.compile(
          "^(?:[-*]\\s+|\\d{1,3}[.)]\\s+|<|(?:address|url|link|source)\\s*:\\s*<?)+",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern MARKS =
      Pattern.compile("^(?:\\d{1,3}[.)]|[-*#]+|title:)\\s+|\\*\\*", Pattern.CASE_INSENSITIVE);

  /** Every address in the text of a search result, once, in order. */
  static List<Hit> in(String result) {
    var hits = new LinkedHashMap<String, Hit>();
    String title = "";
    Hit open = null;
    for (String raw : result.lines().toList()) {
      String line = raw.strip();
      Hit hit = hit(line, title);
      if (hit != null) {
        if (open != null) {
          hits.putIfAbsent(open.address(), open);
        }
        open = hit;
        title = "";
      } else if (line.isEmpty() || raw.matches("\\d{1,3}[.)]\\s.*")) {
        title = line.isEmpty() ? title : unmarked(line);
      } else {
        title = unmarked(line);
        if (open != null && open.snippet().length() < 1000) {
          open = new Hit(open.address(), open.title(), (open.snippet() + " " + line).strip());
        }
      }
    }
    if (open != null) {
      hits.putIfAbsent(open.address(), open);
    }
    return new ArrayList<>(hits.values());
  }

  private static @Nullable Hit hit(String line, String title) {
    Matcher link = LINK.matcher(line);
    if (link.find()) {
      return new Hit(link.group(2), unmarked(link.group(1)), line.substring(link.end()).strip());
    }
    Matcher opening = OPENING.matcher(line);
    String rest = opening.find() ? line.substring(opening.end()) : line;
    Matcher address = ADDRESS.matcher(rest);
    if (address.lookingAt()) {
      return new Hit(trimmed(address.group()), title, "");
    }
    // "Title - http://..." on one line; an address within running text is not a hit.
    if (address.find()
        && trimmed(address.group()).length() >= rest.length() - address.start() - 2) {
      String before =
          unmarked(rest.substring(0, address.start()).replaceAll("[\\s:(\u2013\u2014-]+$", ""));
      return new Hit(trimmed(address.group()), before.isEmpty() ? title : before, "");
    }
    return null;
  }

  private static String unmarked(String line) {
    return MARKS.matcher(line).replaceAll("").strip();
  }

  private static String trimmed(String address) {
    return address.replaceAll(address.contains("(") ? "[.,;:!?\\]]+$" : "[.,;:!?)\\]]+$", "");
  }

  /** The host, in lower case; the address itself if it has none. */
  static String host(String address) {
    try {
      String host = URI.create(address).getHost();
      return host == null ? address : host.toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return address;
    }
  }
}
