package dev.bivouac.rehearsal.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** One of the four newsrooms of the bundled site, each with a host and a shape of page. */
enum Desk {
  ALMANAC("The Almanac"),
  COMMONS("The Commons"),
  LEDGER("The Ledger"),
  OBSERVATORY("The Observatory");

  private final String title;
  private final String template;

  Desk(String title) {
    this.title = title;
    this.template = resource("templates/" + name().toLowerCase(Locale.ROOT) + ".html");
  }

  String title() {
    return title;
  }

  /** The page of this desk, with {@code {{name}}} where something goes in. */
  String template() {
    return template;
  }

  String host() {
    return name().toLowerCase(Locale.ROOT) + ".test";
  }

  String address(String path) {
    return "http://" + host() + path;
  }

  static String resource(String name) {
    try (InputStream in = Desk.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(
            "The rehearsal's file '%s' is missing from the program. Build it again."
                .formatted(name));
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The rehearsal's file '%s' cannot be read.".formatted(name), e);
    }
  }
}
