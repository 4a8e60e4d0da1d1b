package dev.bivouac.tools.article;

import dev.bivouac.tool.ToolFailure;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the addresses of pages as models and web sites write them. */
public final class PageAddress {
  private static final int MAX_LENGTH = 4_000;
  private static final String LEGAL = "-._~!$&'()*+,;=:@/%";
  private static final Pattern PARTS =
      Pattern.compile(
          "(?i)(https?)://([^/?#\\\\]*)([^?#]*)(?:\\?([^#]*))?(?:#.*)?", Pattern.DOTALL);
  private static final Pattern AUTHORITY =
      Pattern.compile("(\\[[0-9a-fA-F:.]+]|[^:\\[\\]]+)(?::(\\d{0,5}))?");
  private static final Pattern NUMBER = Pattern.compile("\\d+|0x[0-9a-f]*");
  private static final Pattern DOTTED_QUAD =
      Pattern.compile("(?:(?:0|[1-9]\\d{0,2})\\.){3}(?:0|[1-9]\\d{0,2})");

  private PageAddress() {}

  /**
   * An absolute address of a page, without its fragment. Letters outside ASCII and blanks may stand
   * in it; what an address cannot hold is encoded.
   *
   * @throws ToolFailure if it is not one; the message says what to write
   */
  public static URI parse(String text) {
    String trimmed = text.strip();
    Matcher parts = PARTS.matcher(trimmed);
    if (trimmed.length() > MAX_LENGTH || !parts.matches() || parts.group(3).startsWith("\\")) {
      throw malformed(text, "Give the full address of a page, such as https://example.org/news.");
    }
    Matcher authority = AUTHORITY.matcher(parts.group(2));
    if (parts.group(2).contains("@")) {
      throw new ToolFailure(
          "The address carries a user name or password, which is refused. Leave out what stands before the '@'.");
    }
    if (!authority.matches()) {
      throw malformed(text, "Its host or port cannot be read.");
    }
    String scheme = parts.group(1).toLowerCase(Locale.ROOT);
    String host = host(authority.group(1));
    if (host.isEmpty() || oddlySpelled(host)) {
      throw malformed(text, "Its host is not spelled as a name or a plain IP address.");
    }
    String path = parts.group(3).isEmpty() ? "/" : encode(parts.group(3).replace('\\', '/'), "");
    String query = parts.group(4) == null ? "" : "?" + encode(parts.group(4), "?");
    String port = port(text, scheme, authority.group(2)).map(p -> ":" + p).orElse("");
    try {
      return new URI(
          scheme + "://" + (host.contains(":") ? "[" + host + "]" : host) + port + path + query);
    } catch (URISyntaxException e) {
      throw malformed(text, "Give the full address of a page, such as https://example.org/news.");
    }
  }

  /** The address that a link or a redirect on a page means; empty if it is none of a page. */
  static Optional<URI> resolve(URI page, String link) {
    String target = link.strip();
    if (target.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(parse(absolute(page, target)));
    } catch (ToolFailure e) {
      return Optional.empty();
    }
  }

  private static String absolute(URI page, String target) {
    if (target.startsWith("//")) {
      return page.getScheme() + ":" + target;
    }
    if (target.matches("(?s)[a-zA-Z][a-zA-Z0-9+.-]*:.*")) {
      return target;
    }
    String root = page.getScheme() + "://" + page.getRawAuthority();
    String path = page.getRawPath() == null ? "/" : page.getRawPath();
    if (target.startsWith("?") || target.startsWith("#")) {
      String query =
          target.startsWith("#") && page.getRawQuery() != null ? "?" + page.getRawQuery() : "";
      return root + path + query + target;
    }
    String whole =
        target.startsWith("/") ? target : path.substring(0, path.lastIndexOf('/') + 1) + target;
    int end = pathEnd(whole);
    return root + withoutDots(whole.substring(0, end)) + whole.substring(end);
  }

  private static int pathEnd(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '?' || text.charAt(i) == '#') {
        return i;
      }
    }
    return text.length();
  }

  private static String withoutDots(String path) {
    if (!path.contains("/.")) {
      return path;
    }
    var kept = new ArrayDeque<String>();
    for (String segment : path.substring(1).split("/", -1)) {
      if (segment.equals("..")) {
        kept.pollLast();
      } else if (!segment.equals(".")) {
        kept.addLast(segment);
      }
    }
    boolean folder = path.endsWith("/.") || path.endsWith("/..");
    return "/" + String.join("/", kept) + (folder && !kept.isEmpty() ? "/" : "");
  }

  /** A host as it is compared: lower case, ASCII, no brackets around IPv6, no dot at the end. */
  static String host(String raw) {
    String host = raw.toLowerCase(Locale.ROOT);
    if (host.startsWith("[") && host.endsWith("]")) {
      return host.substring(1, host.length() - 1);
    }
    try {
      host = IDN.toASCII(host, IDN.ALLOW_UNASSIGNED).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return "";
    }
    return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
  }

  /** Numbers that some resolvers read as an address: 2130706433, 0x7f.1, 127.1, 0177.0.0.1. */
  private static boolean oddlySpelled(String host) {
    String last = host.substring(host.lastIndexOf('.') + 1);
    return host.indexOf(':') < 0
        && NUMBER.matcher(last).matches()
        && !DOTTED_QUAD.matcher(host).matches();
  }

  private static Optional<Integer> port(String text, String scheme, String digits) {
    if (digits == null || digits.isEmpty()) {
      return Optional.empty();
    }
    int port = Integer.parseInt(digits);
    if (port < 1 || port > 65_535) {
      throw malformed(text, "Its port must be from 1 to 65535.");
    }
    boolean usual = port == (scheme.equals("https") ? 443 : 80);
    return usual ? Optional.empty() : Optional.of(port);
  }

  private static String encode(String text, String moreLegal) {
    StringBuilder encoded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); ) {
      int point = text.codePointAt(i);
      boolean letter = point < 128 && Character.isLetterOrDigit(point);
      boolean percent = point == '%' && !text.startsWith("%", i + 1) && hex(text, i);
      if (letter || percent || (point != '%' && (LEGAL + moreLegal).indexOf(point) >= 0)) {
        encoded.appendCodePoint(point);
      } else {
        for (byte b : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
          encoded.append("%%%02X".formatted(b));
        }
      }
      i += Character.charCount(point);
    }
    return encoded.toString();
  }

  private static boolean hex(String text, int percent) {
    return percent + 2 < text.length()
        && Character.digit(text.charAt(percent + 1), 16) >= 0
        && Character.digit(text.charAt(percent + 2), 16) >= 0;
  }

  private static ToolFailure malformed(String text, String advice) {
    return new ToolFailure(
        "'%s' is not the address of a page. %s".formatted(SafeText.oneLine(text, 120), advice));
  }
}
