package dev.bivouac.tools.article;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Turns the bytes of a page into text. The first of these that is there decides: a byte order mark,
 * the header, what the page says in its first 4 KB, whether it is valid UTF-8, else windows-1252.
 */
final class PageText {
  private static final int PRESCAN = 4_096;
  private static final Charset WESTERN = Charset.forName("windows-1252");
  private static final Pattern COMMENT = Pattern.compile("(?s)<!--.*?(?:-->|$)");
  private static final Pattern META =
      Pattern.compile("(?i)<meta\\s[^>]*?charset\\s*=\\s*[\"']?\\s*([\\w.:-]+)");
  private static final Pattern XML =
      Pattern.compile("^\\s*<\\?xml\\s[^>]*?encoding\\s*=\\s*[\"']([\\w.:-]+)");
  private static final Pattern PARAMETER =
      Pattern.compile("(?i);\\s*charset\\s*=\\s*[\"']?\\s*([\\w.:-]+)");

  /** What browsers read under these names: the superset that pages are really written in. */
  private static final Map<String, String> MEANT =
      Map.ofEntries(
          Map.entry("iso-8859-1", "windows-1252"),
          Map.entry("latin1", "windows-1252"),
          Map.entry("ascii", "windows-1252"),
          Map.entry("us-ascii", "windows-1252"),
          Map.entry("iso-8859-9", "windows-1254"),
          Map.entry("gb2312", "GB18030"),
          Map.entry("gbk", "GB18030"),
          Map.entry("big5", "Big5-HKSCS"),
          Map.entry("shift_jis", "windows-31j"),
          Map.entry("x-sjis", "windows-31j"),
          Map.entry("euc-kr", "x-windows-949"),
          Map.entry("ks_c_5601-1987", "x-windows-949"));

  private PageText() {}

  /**
   * The text.
   *
   * @param contentType the header as it came, or empty
   */
  static String decode(byte[] body, String contentType) {
    Optional<Charset> mark = byteOrderMark(body);
    if (mark.isPresent()) {
      int length = mark.get().equals(StandardCharsets.UTF_8) ? 3 : 2;
      return new String(body, length, body.length - length, mark.get());
    }
    return named(PARAMETER.matcher(contentType))
        .or(() -> declared(body))
        .map(charset -> new String(body, charset))
        .or(() -> strictUtf8(body))
        .orElseGet(() -> new String(body, WESTERN));
  }

  private static Optional<Charset> byteOrderMark(byte[] body) {
    int first = body.length > 0 ? body[0] & 0xFF : 0;
    int second = body.length > 1 ? body[1] & 0xFF : 0;
    int third = body.length > 2 ? body[2] & 0xFF : 0;
    if (first == 0xEF && second == 0xBB && third == 0xBF) {
      return Optional.of(StandardCharsets.UTF_8);
    }
    if (first == 0xFE && second == 0xFF) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    return first == 0xFF && second == 0xFE
        ? Optional.of(StandardCharsets.UTF_16LE)
        : Optional.empty();
  }

  /** What the page says of itself. It was readable as ASCII to say so, hence is not UTF-16. */
  private static Optional<Charset> declared(byte[] body) {
    String start = new String(body, 0, Math.min(body.length, PRESCAN), StandardCharsets.ISO_8859_1);
    String uncommented = COMMENT.matcher(start).replaceAll("");
    return named(XML.matcher(uncommented))
        .or(() -> named(META.matcher(uncommented)))
        .map(c -> c.name().startsWith("UTF-16") ? StandardCharsets.UTF_8 : c);
  }

  private static Optional<Charset> named(Matcher matcher) {
    if (!matcher.find()) {
      return Optional.empty();
    }
    String name = matcher.group(1);
    try {
      return Optional.of(Charset.forName(MEANT.getOrDefault(name.toLowerCase(Locale.ROOT), name)));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> strictUtf8(byte[] body) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(body))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
