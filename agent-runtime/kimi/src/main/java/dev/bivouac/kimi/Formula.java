package dev.bivouac.kimi;

import dev.bivouac.tool.Repeat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * An official tool of the vendor's, which its servers carry out.
 *
 * @param name as in its address, such as {@code web-search}; its functions have names of their own
 */
public record Formula(String name) {
  /** The one that searches the web. */
  public static final String WEB_SEARCH = "web-search";

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

  /** As the vendor's pages list them in 2026, with what repeating a call means. */
  private static final Map<String, Repeat> KNOWN =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(WEB_SEARCH, Repeat.READS),
              Map.entry("fetch", Repeat.READS),
              Map.entry("date", Repeat.READS),
              Map.entry("convert", Repeat.READS),
              Map.entry("base64", Repeat.READS),
              Map.entry("random-choice", Repeat.READS),
              Map.entry("rethink", Repeat.READS),
              Map.entry("mew", Repeat.READS),
              Map.entry("memory", Repeat.ONCE),
              Map.entry("excel", Repeat.ONCE),
              Map.entry("code-runner", Repeat.ONCE),
              Map.entry("quickjs", Repeat.ONCE)));

  public Formula {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "A formula's name is made of a-z, 0-9, - and _, was '%s'"
              .formatted(Texts.shorten(name, 60)));
    }
  }

  /** True for what may stand in an address. */
  public static boolean isName(String text) {
    return NAME.matcher(text).matches();
  }

  /** Those that the vendor's pages list. */
  public static List<String> known() {
    return List.copyOf(KNOWN.keySet());
  }

  /** As requests name it. */
  public String uri() {
    return "moonshot/" + name + ":latest";
  }

  /** What repeating a call means; of one that is not known, nothing may be assumed. */
  public Repeat repeat() {
    return Optional.ofNullable(KNOWN.get(name)).orElse(Repeat.ONCE);
  }
}
