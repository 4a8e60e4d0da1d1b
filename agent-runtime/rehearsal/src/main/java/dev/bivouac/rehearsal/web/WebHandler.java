package dev.bivouac.rehearsal.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.bivouac.rehearsal.formula.SearchedWeb;
import dev.bivouac.rehearsal.http.Exchanges;
import dev.bivouac.rehearsal.http.Waiting;
import dev.bivouac.rehearsal.text.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Serves the pages of a site by the name of their host, and a search in the manner of SearXNG under
 * the server's own address.
 *
 * <p>Every page counts as today's: {@code time_range} is checked and then ignored.
 */
public final class WebHandler implements HttpHandler, SearchedWeb {
  private static final int HITS_PER_PAGE = 20;
  private static final String HTML = "text/html; charset=utf-8";
  private static final String JSON = "application/json";
  private static final Set<String> TIME_RANGES = Set.of("", "day", "week", "month", "year");

  private final Site site;
  private final Duration pace;
  private final Waiting waiting;
  private final CompletableFuture<SearchIndex> index;

  /**
   * Begins to index the site at once; a search that comes earlier waits.
   *
   * @param pace how long the slowest page takes
   * @param waiting whoever waits is let go when it is closed
   */
  public WebHandler(Site site, Duration pace, Waiting waiting) {
    this.site = site;
    this.pace = pace;
    this.waiting = waiting;
    this.index =
        CompletableFuture.supplyAsync(
            () -> new SearchIndex(site.pages()),
            task -> Thread.ofVirtual().name("rehearsal-index").start(task));
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    if (!method.equals("GET") && !method.equals("HEAD")) {
      exchange.getResponseHeaders().set("Allow", "GET, HEAD");
      Exchanges.send(exchange, 405, HTML, problem("405 Method Not Allowed"));
      return;
    }
    String host = host(exchange.getRequestHeaders().getFirst("Host"));
    if (site.hosts().contains(host)) {
      page(exchange, host);
    } else if (host.equals("127.0.0.1") || host.equals("localhost")) {
      own(exchange);
    } else {
      Exchanges.send(exchange, 421, HTML, problem("421 Misdirected Request"));
    }
  }

  private static String host(@Nullable String header) {
    String host = header == null ? "" : header.toLowerCase(Locale.ROOT);
    int colon = host.lastIndexOf(':');
    return colon < 0 ? host : host.substring(0, colon);
  }

  private void page(HttpExchange exchange, String host) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (!pace.isZero()) {
      waiting.pause(pace.multipliedBy(quarters(host + path)).dividedBy(4));
    }
    Optional<ServedPage> page = site.at(host, path == null || path.isEmpty() ? "/" : path);
    if (page.isPresent()) {
      page.get().send(exchange);
    } else {
      Exchanges.send(exchange, 404, HTML, problem("404 Not Found"));
    }
  }

  /** From 1 to 4, spread over the addresses. */
  private static int quarters(String address) {
    return 1 + Math.floorMod(address.hashCode(), 4);
  }

  private void own(HttpExchange exchange) throws IOException {
    switch (exchange.getRequestURI().getPath()) {
      case "/", "/healthz" -> Exchanges.send(exchange, 200, "text/plain; charset=utf-8", "OK\n");
      case "/search" -> search(exchange);
      default -> Exchanges.send(exchange, 404, HTML, problem("404 Not Found"));
    }
  }

  private void search(HttpExchange exchange) throws IOException {
    Map<String, String> query = Exchanges.query(exchange);
    if (!query.getOrDefault("format", "html").equals("json")) {
      Exchanges.send(exchange, 403, HTML, problem("403 Forbidden: ask with format=json"));
      return;
    }
    if (!TIME_RANGES.contains(query.getOrDefault("time_range", ""))) {
      Exchanges.send(exchange, 400, HTML, problem("400 Bad Request: time_range"));
      return;
    }
    String words = query.getOrDefault("q", "");
    int pageNumber = number(query.getOrDefault("pageno", "1"));
    List<SearchIndex.Found> all = ready().search(words, HITS_PER_PAGE * pageNumber);
    int from = Math.min(all.size(), HITS_PER_PAGE * (pageNumber - 1));
    Exchanges.send(exchange, 200, JSON, Json.bytes(answer(words, all.subList(from, all.size()))));
  }

  @Override
  public String search(String words) {
    var list = new StringBuilder();
    for (SearchIndex.Found hit : index.join().search(words, HITS_PER_PAGE)) {
      Page page = hit.page();
      list.append(
          "%s\n%s\n%s\n\n"
              .formatted(page.title(), page.address(), SearchIndex.snippet(page, words)));
    }
    return list.isEmpty() ? "Nothing was found." : list.toString().strip();
  }

  @Override
  public Optional<String> read(String address) {
    return site.pages().stream()
        .filter(page -> page.address().equals(address))
        .findFirst()
        .map(page -> page.title() + "\n\n" + page.text());
  }

  private SearchIndex ready() throws IOException {
    try {
      return index.join();
    } catch (CompletionException e) {
      throw new IOException("The pages could not be indexed.", e);
    }
  }

  private static int number(String text) {
    return text.matches("[1-9]\\d{0,2}") ? Integer.parseInt(text) : 1;
  }

  private static ObjectNode answer(String words, List<SearchIndex.Found> found) {
    ObjectNode body = Json.object().put("query", words).put("number_of_results", found.size());
    var results = body.putArray("results");
    for (SearchIndex.Found hit : found) {
      Page page = hit.page();
      ObjectNode result =
          results
              .addObject()
              .put("url", page.address())
              .put("title", page.title())
              .put("content", SearchIndex.snippet(page, words))
              .put("engine", "rehearsal")
              .put("score", Math.round(hit.score() * 1000) / 1000.0);
      page.published()
          .ifPresentOrElse(
              day -> result.put("publishedDate", day), () -> result.putNull("publishedDate"));
    }
    for (String empty : List.of("answers", "corrections", "infoboxes", "suggestions")) {
      body.putArray(empty);
    }
    body.putArray("unresponsive_engines");
    return body;
  }

  private static String problem(String text) {
    return "<!doctype html><html lang=\"en\"><head><title>%s</title></head><body><h1>%s</h1></body></html>"
        .formatted(text, text);
  }
}
