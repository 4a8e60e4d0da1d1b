package dev.bivouac.cli.page;

import dev.bivouac.run.Text;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jsoup.nodes.Element;

/**
 * An element of a page, to which others and text are added. Names of elements and attributes are
 * the program's own; whatever comes from outside is {@link #text} or the target of a {@link #link},
 * which leads to the web or nowhere.
 */
public final class Html {
  private final Element element;
  private final UnaryOperator<String> visible;

  /**
   * Wraps an element.
   *
   * @param visible shows the characters that would steer a text instead of standing in it
   */
  Html(Element element, UnaryOperator<String> visible) {
    this.element = element;
    this.visible = visible;
  }

  /** A new element at the end of this one. */
  public Html add(String tag) {
    return new Html(element.appendElement(tag), visible);
  }

  /** A new element with a class at the end of this one. */
  public Html add(String tag, String cssClass) {
    return add(tag).set("class", cssClass);
  }

  /** Adds text. */
  public Html text(String text) {
    element.appendText(visible.apply(Text.wellFormed(text)));
    return this;
  }

  /**
   * Sets an attribute.
   *
   * @param value the program's own words or numbers, never what others wrote
   */
  public Html set(String name, String value) {
    element.attr(name, value);
    return this;
  }

  /** Sets an attribute to a number as SVG writes it. */
  public Html set(String name, double value) {
    return set(name, String.format(Locale.ROOT, "%.2f", value).replaceFirst("\\.?0+$", ""));
  }

  /**
   * Adds something that leads to another page. What is no web address is added all the same, and
   * leads nowhere.
   *
   * @return what the text of the link is to be added to
   */
  public Html link(String address) {
    return webAddress(address)
        .map(href ->
            add("a")
                .set("href", href)
                .set("rel", "noopener noreferrer nofollow")
                .set("target", "_blank"))
        .orElseGet(() -> add("span"));
  }

  private static Optional<String> webAddress(String address) {
    try {
      var uri = new URI(address.strip());
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      return web && uri.getHost() != null && uri.getRawUserInfo() == null
          ? Optional.of(uri.toASCIIString())
          : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
