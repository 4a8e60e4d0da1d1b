package dev.bivouac.rehearsal.web;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An article of the bundled site as it lies in its file: lines {@code name: value}, a line {@code
 * ---}, then paragraphs, headings ({@code ## }) and lists ({@code - }).
 *
 * @param head the lines before the text, by name
 * @param body the text; empty for a page that is gone
 */
record NewsArticle(Map<String, String> head, String body) {
  NewsArticle {
    head = Map.copyOf(head);
  }

  static NewsArticle parse(String file) {
    int line = file.indexOf("\n---\n");
    if (line < 0) {
      throw new IllegalArgumentException("An article of the rehearsal has no line '---'.");
    }
    var head = new HashMap<String, String>();
    for (String field : file.substring(0, line).split("\n", -1)) {
      int colon = field.indexOf(':');
      head.put(field.substring(0, colon).strip(), field.substring(colon + 1).strip());
    }
    return new NewsArticle(head, file.substring(line + 5).strip());
  }

  private String field(String name) {
    return head.getOrDefault(name, "");
  }

  Desk desk() {
    return Desk.valueOf(field("desk"));
  }

  String path() {
    return field("path");
  }

  /** The first folder of the path. */
  String section() {
    return path().split("/", -1)[1];
  }

  String title() {
    return field("title");
  }

  String summary() {
    return field("summary");
  }

  String tags() {
    return field("tags");
  }

  /** How the page tells its day. */
  DateStyle dates() {
    return DateStyle.valueOf(field("date"));
  }

  String charset() {
    return head.getOrDefault("charset", "utf-8");
  }

  /** An older path that leads here, under which the search knows the page. */
  Optional<String> formerPath() {
    return Optional.ofNullable(head.get("former"));
  }

  /** True for a page that the search still knows and that is no longer there. */
  boolean isGone() {
    return body.isEmpty();
  }

  /** The address that the search names. */
  String address() {
    return desk().address(formerPath().orElse(path()));
  }

  /** How a page tells its day. */
  enum DateStyle {
    /** Day, time and zone, in the page's data and metadata. */
    INSTANT,
    /** The same with an offset from UTC. */
    OFFSET,
    /** The day alone. */
    DAY,
    /** Nothing. */
    NONE
  }
}
