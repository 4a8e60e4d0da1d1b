package dev.bivouac.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A dozen pages and a search server in the manner of SearXNG, on one port of this machine. */
final class SmallWeb implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PAGES = 16;

  private final HttpServer server;
  private final Map<String, Integer> hits = new ConcurrentHashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  SmallWeb() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/search", this::search);
    server.createContext("/page/", this::page);
    server.createContext("/feed", this::feed);
    server.createContext("/slow/", this::slowPage);
    server.start();
  }

  URI url() {
    return URI.create("http://" + hostAndPort());
  }

  String hostAndPort() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  /** How often each page was asked for since {@link #forget}. */
  Map<String, Integer> hits() {
    return Map.copyOf(hits);
  }

  void forget() {
    hits.clear();
  }

  private void search(HttpExchange exchange) throws IOException {
    ObjectNode answer = JSON.createObjectNode().put("query", "tides");
    var results = answer.putArray("results");
    for (int i = 1; i <= PAGES; i++) {
      results
          .addObject()
          .put("url", url() + "/page/" + i)
          .put("title", "Tides, part " + i)
          .put("content", "Part %d of a series on tides and the moon.".formatted(i));
    }
    send(exchange, "application/json", answer.toString());
  }

  /** The pages as a list that a search in the manner of the vendor's gives. */
  String found() {
    return IntStream.rangeClosed(1, PAGES)
        .mapToObj(i ->
            "Tides, part %d\n%s/page/%d\nPart %d of a series on tides.".formatted(i, url(), i, i))
        .collect(Collectors.joining("\n\n"));
  }

  private void feed(HttpExchange exchange) throws IOException {
    send(
        exchange,
        "application/rss+xml",
        """
        <?xml version="1.0"?><rss version="2.0"><channel><title>Tides</title><link>%1$s</link>
        <description>On tides</description><item><title>Tides, part 1</title>
        <link>%1$s/page/1</link><description>A series on tides.</description></item>
        </channel></rss>
        """
            .formatted(url()));
  }

  private void page(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    hits.merge(path, 1, Integer::sum);
    int part = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
    String html =
        """
        <!doctype html><html lang="en"><head><title>Tides, part %1$d</title></head><body>
        <nav><a href="/">Home</a></nav><article><h1>Tides, part %1$d</h1>
        <p>The moon raises tides in the oceans, and part %1$d of this series looks at the coast in section %2$d.
        The water rises and falls about twice in a day of 24 hours and 50 minutes.</p>
        <p>In section %2$d the tidal range reaches %3$d centimetres, which sailors read from tables of tides before
        they leave a harbour, since depth decides where a keel can pass.</p>
        <p>The sun raises tides too, a little less than half as high as those of the moon, and when both pull in
        one line the range is largest; this is called a spring tide whatever the season.</p>
        </article><footer>Imprint</footer></body></html>
        """
            .formatted(part, part + 100, part * 17 + 30);
    send(exchange, "text/html; charset=utf-8", html);
  }

  /** {@code /slow/SECONDS/PART}: one of the pages, so many seconds late. */
  private void slowPage(HttpExchange exchange) throws IOException {
    String[] path = exchange.getRequestURI().getPath().split("/", -1);
    try {
      if (closed.await(Long.parseLong(path[2]), TimeUnit.SECONDS)) {
        exchange.close();
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    page(exchange);
  }

  private static void send(HttpExchange exchange, String type, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
  }
}
