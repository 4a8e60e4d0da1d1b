package dev.bivouac.workflows.dailynews;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds web addresses in a text and tells whether two of them mean the same page. */
final class Addresses {
  private static final Pattern START = Pattern.compile("https?://", Pattern.CASE_INSENSITIVE);
  private static final Pattern PARTS =
      Pattern.compile("(?i)(https?)://(?:[^/?#@]*@)?([^/?#]*)([^?#]*)(?:\\?([^#]*))?(?:#.*)?");
  private static final String ENDS = "<>\"`|\\^{}）。，、；】」』“”«»\uE000\uE001";
  private static final String NOT_AT_END = ".,;:!?'*_~’";

  private Addresses() {}

  /**
   * An address as it stands in a text.
   *
   * @param start of its first character
   * @param end behind its last
   */
  record Found(String address, int start, int end) {}

  /** All of them, in order. Brackets and full stops around an address do not belong to it. */
  static List<Found> in(String text) {
    var found = new ArrayList<Found>();
    Matcher start = START.matcher(text);
    int from = 0;
    while (start.find(from)) {
      int end = end(text, start.end());
      if (end > start.end()) {
        found.add(new Found(text.substring(start.start(), end), start.start(), end));
      }
      from = Math.max(end, start.end());
    }
    return found;
  }

  private static int end(String text, int from) {
    int open = 0;
    int end = from;
    while (end < text.length()) {
      char c = text.charAt(end);
      boolean escape =
          c == '\\' && end + 1 < text.length() && "_&()*~".indexOf(text.charAt(end + 1)) >= 0;
      if (escape) {
        end += 2;
        continue;
      }
      open += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (open < 0 || c == ']' || Character.isWhitespace(c) || ENDS.indexOf(c) >= 0) {
        break;
      }
      end++;
    }
    while (end > from && NOT_AT_END.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  /**
   * The same for all spellings of one address: case of scheme and host, default port, fragment, the
   * last slash, {@code utm_} parameters, and what Markdown and percent signs do to characters.
   */
  static String normalised(String address) {
    String plain = address.strip().replaceAll("\\\\([_&()*~])", "$1").replace("&amp;", "&");
    Matcher parts = PARTS.matcher(plain);
    if (!parts.matches()) {
      return plain;
    }
    String scheme = parts.group(1).toLowerCase(Locale.ROOT);
    String host =
        parts
            .group(2)
            .toLowerCase(Locale.ROOT)
            .replaceAll(scheme.equals("http") ? ":(80)?$" : ":(443)?$", "");
    String path = encoded(parts.group(3)).replaceAll("/+$", "");
    String query = parts.group(4) == null ? "" : query(encoded(parts.group(4)));
    return scheme + "://" + host + path + (query.isEmpty() ? "" : "?" + query);
  }

  private static String query(String query) {
    return Arrays.stream(query.split("&"))
        .filter(part -> !part.isEmpty() && !part.toLowerCase(Locale.ROOT).startsWith("utm_"))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    var out = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      if (b <= ' ') {
        out.append("%%%02X".formatted(b & 0xFF));
      } else {
        out.append((char) b);
      }
    }
    return Pattern.compile("%[0-9a-fA-F]{2}")
        .matcher(out)
        .replaceAll(hex -> hex.group().toUpperCase(Locale.ROOT));
  }

  /** True if one host is the other or lies under it, so that one may speak for the other. */
  static boolean sameSite(String one, String other) {
    String a = host(one);
    String b = host(other);
    return !a.isEmpty()
        && !b.isEmpty()
        && (a.equals(b) || a.endsWith("." + b) || b.endsWith("." + a));
  }

  private static String host(String address) {
    Matcher parts = PARTS.matcher(normalised(address));
    return parts.matches() ? parts.group(2).replaceAll(":\\d*$", "").replaceAll("^www\\.", "") : "";
  }
}
