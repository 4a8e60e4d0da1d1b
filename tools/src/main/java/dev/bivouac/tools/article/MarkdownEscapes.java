package dev.bivouac.tools.article;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes sure that text stays text in Markdown. Escapes as little as that needs, since whoever
 * quotes an article wants to find its words unchanged.
 */
final class MarkdownEscapes {
  private static final Pattern BLOCK_START =
      Pattern.compile(
          "(?m)^(\\s*)(#{1,6}(?=\\s|$)|>|[-+](?=\\s|$)|=+(?=\\s*$)|-{2,}(?=\\s*$)|\\d{1,9}(?=[.)](?:\\s|$)))");

  private static final Pattern ENTITY = Pattern.compile("&(?:#\\w{1,8}|[a-zA-Z]\\w{1,30});");

  private MarkdownEscapes() {}

  /** Text between other things on a line. */
  static String inline(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 8);
    for (int i = 0; i < text.length(); i++) {
      char before = i == 0 ? ' ' : text.charAt(i - 1);
      char c = text.charAt(i);
      char after = i + 1 == text.length() ? ' ' : text.charAt(i + 1);
      boolean entity = c == '&' && ENTITY.matcher(text).region(i, text.length()).lookingAt();
      if (entity || means(before, c, after, i + 1 == text.length())) {
        escaped.append('\\');
      }
      escaped.append(c);
    }
    return escaped.toString();
  }

  /** True if Markdown would take the character for more than itself. */
  private static boolean means(char before, char c, char after, boolean last) {
    return switch (c) {
      case '`' -> true;
      case '\\' -> last || isPunctuation(after);
      case '*' -> !(before == ' ' && after == ' ' && !last);
      case '_' -> !(Character.isLetterOrDigit(before) && Character.isLetterOrDigit(after));
      case ']' -> last || after == '(' || after == '[' || after == ':';
      case '<' -> last || Character.isLetter(after) || after == '/' || after == '!' || after == '?';
      case '~' -> before == '~' || after == '~';
      default -> false;
    };
  }

  private static boolean isPunctuation(char c) {
    return c > ' ' && c < 127 && !Character.isLetterOrDigit(c);
  }

  /** A whole paragraph, already {@linkplain #inline escaped}: it must not begin like a block. */
  static String paragraph(String text) {
    return BLOCK_START
        .matcher(text)
        .replaceAll(found -> {
          String mark = found.group(2);
          boolean number = Character.isDigit(mark.charAt(0));
          return Matcher.quoteReplacement(found.group(1) + (number ? mark + "\\" : "\\" + mark));
        });
  }

  /** The address of a link. */
  static String address(String address) {
    return address.replace("(", "%28").replace(")", "%29");
  }
}
