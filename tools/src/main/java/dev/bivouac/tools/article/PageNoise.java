package dev.bivouac.tools.article;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jsoup.nodes.Comment;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;

/** Knows which parts of a page are never its article: machinery, navigation, what is not shown. */
final class PageNoise {
  private static final Set<String> DROPPED =
      Set.of(
          "script",
          "style",
          "noscript",
          "template",
          "link",
          "meta",
          "iframe",
          "object",
          "embed",
          "applet",
          "canvas",
          "svg",
          "audio",
          "video",
          "button",
          "input",
          "select",
          "textarea",
          "dialog",
          "nav",
          "aside",
          "footer",
          "map",
          "param",
          "menu");

  private static final Set<String> DROPPED_ROLES =
      Set.of(
          "alert",
          "alertdialog",
          "banner",
          "complementary",
          "contentinfo",
          "dialog",
          "menu",
          "menubar",
          "navigation",
          "search",
          "toolbar");

  private static final Pattern INVISIBLE =
      Pattern.compile("(?i)display\\s*:\\s*none|visibility\\s*:\\s*hidden");

  private static final Pattern UNLIKELY =
      Pattern.compile(
          "-ad-|ad-break|ad-slot|advert|agegate|banner|breadcrumb|combx|comment|community|consent|cookie|cover-wrap|disqus|extra|footer|gdpr|header|legends|menu|modal|nav-|newsletter|outbrain|pager|pagination|popup|promo|recommend|related|remark|replies|rss|share|shoutbox|sidebar|signup|skip-|skyscraper|social|sponsor|subscribe|supplemental|taboola|toolbar|yom-remote");
  private static final Pattern STILL_LIKELY =
      Pattern.compile("and|article|body|column|content|main|shadow");

  private static final Pattern GOOD_NAME =
      Pattern.compile(
          "article|blog|body|content|entry|hentry|main|page|pagination|post|story|text");
  private static final Pattern BAD_NAME =
      Pattern.compile(
          "-ad-|hidden|^hid$| hid$| hid |^hid |banner|combx|comment|com-|contact|foot|gdpr|masthead|media|meta|outbrain|promo|related|scroll|share|shoutbox|sidebar|skyscraper|sponsor|shopping|tags|tool|widget");

  private static final List<String> KEEPERS = List.of("table", "code", "pre");

  private PageNoise() {}

  /**
   * Takes the noise out.
   *
   * @param byName also what is called like noise, such as {@code sidebar}
   */
  static void strip(Element root, boolean byName) {
    Deque<Element> open = new ArrayDeque<>(List.of(root));
    while (!open.isEmpty()) {
      Element element = open.removeLast();
      List<Node> children = List.copyOf(element.childNodes());
      List<Node> kept = children.stream().filter(child -> !isNoise(child, byName)).toList();
      if (kept.size() < children.size()) {
        element.empty(); // taking children out one by one costs the square of their number
        element.appendChildren(kept);
      }
      kept.stream().filter(Element.class::isInstance).map(Element.class::cast).forEach(open::add);
    }
  }

  private static boolean isNoise(Node node, boolean byName) {
    return node instanceof Comment
        || (node instanceof Element element
            && (isNoise(element) || (byName && isCalledNoise(element))));
  }

  /** How much its class and id speak for an element (25 each) or against it (-25 each). */
  static int weight(Element element) {
    return weight(element.className()) + weight(element.id());
  }

  private static int weight(String name) {
    if (name.isEmpty()) {
      return 0;
    }
    String lower = name.toLowerCase(Locale.ROOT);
    return (GOOD_NAME.matcher(lower).find() ? 25 : 0) - (BAD_NAME.matcher(lower).find() ? 25 : 0);
  }

  private static boolean isNoise(Element element) {
    return DROPPED.contains(element.normalName())
        || DROPPED_ROLES.contains(element.attr("role"))
        || element.hasAttr("hidden")
        || (element.attr("aria-hidden").equals("true")
            && !element.className().contains("fallback-image"))
        || element.attr("aria-modal").equals("true")
        || (element.hasAttr("style") && INVISIBLE.matcher(element.attr("style")).find());
  }

  private static boolean isCalledNoise(Element element) {
    String name = (element.className() + " " + element.id()).toLowerCase(Locale.ROOT);
    return name.length() > 1
        && UNLIKELY.matcher(name).find()
        && !STILL_LIKELY.matcher(name).find()
        && !element.nameIs("body")
        && !element.nameIs("a")
        && KEEPERS.stream().noneMatch(tag -> isInside(element, tag));
  }

  private static boolean isInside(Element element, String tag) {
    for (Element parent = element.parent(); parent != null; parent = parent.parent()) {
      if (parent.nameIs(tag)) {
        return true;
      }
    }
    return false;
  }
}
