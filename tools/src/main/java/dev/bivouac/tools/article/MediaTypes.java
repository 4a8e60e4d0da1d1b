package dev.bivouac.tools.article;

import dev.bivouac.tool.ToolFailure;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** Knows which kinds of content are text that can be read as a page or a feed. */
final class MediaTypes {
  private static final int SNIFFED = 1_024;

  private MediaTypes() {}

  /** The type that a Content-Type header names; empty if it names none. */
  static Optional<String> of(String contentType) {
    int end = contentType.indexOf(';');
    String type = (end < 0 ? contentType : contentType.substring(0, end)).strip();
    return type.indexOf('/') > 0 ? Optional.of(type.toLowerCase(Locale.ROOT)) : Optional.empty();
  }

  /** A guess from the first bytes, for a server that does not say. */
  static String sniff(byte[] body) {
    int end = Math.min(body.length, SNIFFED);
    boolean markup = false;
    for (int i = 0; i < end; i++) {
      if (body[i] == 0) {
        return "application/octet-stream";
      }
      markup |= body[i] == '<';
    }
    return markup ? "text/html" : "text/plain";
  }

  /** True for web pages made of HTML or XHTML. */
  static boolean isHtml(String type) {
    return type.equals("text/html") || type.equals("application/xhtml+xml");
  }

  /** True for plain text and for Markdown. */
  static boolean isPlain(String type) {
    return type.equals("text/plain")
        || type.equals("text/markdown")
        || type.equals("text/x-markdown");
  }

  private static boolean isXml(String type) {
    boolean named = type.equals("text/xml") || type.equals("application/xml");
    return named || (type.endsWith("+xml") && !type.startsWith("image/"));
  }

  /** Lets pages and feeds pass, and nothing else. */
  static void requireText(URI address, String type) {
    if (!isHtml(type) && !isPlain(type) && !isXml(type)) {
      throw unreadable(address, type);
    }
  }

  /** Says what it is instead of a page. */
  static ToolFailure unreadable(URI address, String type) {
    String kind =
        type.equals("application/pdf")
            ? "a PDF"
            : type.startsWith("image/") ? "an image" : "of the type " + SafeText.oneLine(type, 60);
    return new ToolFailure(
        "%s is %s, and only web pages can be read. Use another source."
            .formatted(FetchFailures.shown(address), kind));
  }
}
