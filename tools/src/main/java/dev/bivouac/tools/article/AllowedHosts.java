package dev.bivouac.tools.article;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The hosts that the user lets tools reach although their addresses are not public, or their ports
 * not usual. Each is allowed by exactly the name it was given under: {@code localhost} does not
 * allow {@code 127.0.0.1}.
 */
public final class AllowedHosts {
  /** Nothing but the public web. */
  public static final AllowedHosts NONE = new AllowedHosts(Set.of());

  private static final Pattern ENTRY =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^\\s:/@\\[\\]?#]+)(?::(\\d{1,5}))?");

  private final Set<String> entries;

  private AllowedHosts(Set<String> entries) {
    this.entries = Set.copyOf(entries);
  }

  /**
   * Reads what {@code --allow-private} was given.
   *
   * @param texts each {@code HOST}, which means its ports 80 and 443, or {@code HOST:PORT}; an IPv6
   *     address stands in brackets
   * @throws IllegalArgumentException if one cannot be read; the message says what to write
   */
  public static AllowedHosts parse(Collection<String> texts) {
    Set<String> entries = new TreeSet<>();
    for (String text : texts) {
      Matcher matcher = ENTRY.matcher(text.strip());
      if (!matcher.matches()) {
        throw malformed(text);
      }
      String host = PageAddress.host(matcher.group(1));
      String port = matcher.group(2);
      if (port == null) {
        entries.add(host + ":80");
        entries.add(host + ":443");
      } else {
        entries.add(host + ":" + port(text, port));
      }
    }
    return new AllowedHosts(entries);
  }

  private static int port(String text, String digits) {
    int port = Integer.parseInt(digits);
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException(
          "--allow-private '%s': the port must be from 1 to 65535.".formatted(text));
    }
    return port;
  }

  private static IllegalArgumentException malformed(String text) {
    String reason =
        text.toLowerCase(Locale.ROOT).contains("://")
            ? "a host is meant, not an address"
            : "it cannot be read";
    return new IllegalArgumentException(
        "--allow-private '%s': %s. Write HOST, HOST:PORT or [IPv6]:PORT, such as localhost:8888."
            .formatted(text, reason));
  }

  /** True if the user named this host with this port. */
  boolean allows(String host, int port) {
    return !entries.isEmpty() && entries.contains(PageAddress.host(host) + ":" + port);
  }

  @Override
  public String toString() {
    return new TreeSet<>(entries).toString();
  }
}
