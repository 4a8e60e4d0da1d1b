package dev.bivouac.rehearsal.web;

import com.sun.net.httpserver.HttpExchange;
import dev.bivouac.rehearsal.http.Exchanges;
import java.io.IOException;
import java.util.Optional;

/** What a site answers to a request for a page. */
public final class ServedPage {
  private final int status;
  private final String contentType;
  private final byte[] body;
  private final Optional<String> location;

  private ServedPage(int status, String contentType, byte[] body, Optional<String> location) {
    this.status = status;
    this.contentType = contentType;
    this.body = body;
    this.location = location;
  }

  /** A page; the content type names a charset only if the page's host would. */
  static ServedPage of(byte[] body, String contentType) {
    return new ServedPage(200, contentType, body, Optional.empty());
  }

  /** The page has moved for good. */
  static ServedPage movedTo(String location) {
    return new ServedPage(301, "text/html; charset=utf-8", new byte[0], Optional.of(location));
  }

  void send(HttpExchange exchange) throws IOException {
    location.ifPresent(to -> exchange.getResponseHeaders().set("Location", to));
    Exchanges.send(exchange, status, contentType, body);
  }
}
