package dev.bivouac.kimi;

import java.util.List;

/** The providers that come with the program; {@link Catalogue} knows a user's own besides. */
public final class Providers {
  /** The vendor's own API, international. */
  public static final Provider MOONSHOT = find("moonshot");

  /** A gateway to many hosts, which says itself what each call cost. */
  public static final Provider OPENROUTER = find("openrouter");

  /** Any server that speaks the wire format, such as one of one's own. */
  public static final Provider CUSTOM = find("custom");

  private Providers() {}

  /** All of them, in the order to show them in. */
  public static List<Provider> all() {
    return Catalogue.bundled().all();
  }

  /**
   * The provider of that name.
   *
   * @throws IllegalArgumentException if there is none; the message lists those there are
   */
  public static Provider find(String name) {
    return Catalogue.bundled().find(name);
  }
}
