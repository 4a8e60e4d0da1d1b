package dev.bivouac.tools.article;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web site on loopback, on a port that nobody else uses. */
public final class LoopbackSite implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  public LoopbackSite() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.start();
  }

  public InetSocketAddress socket() {
    return server.getAddress();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public LoopbackSite on(String path, HttpHandler handler) {
    server.createContext(path, handler);
    return this;
  }

  public LoopbackSite page(String path, String contentType, String body) {
    return on(path, exchange -> answer(exchange, 200, contentType, body));
  }

  public LoopbackSite status(String path, int status) {
    return on(path, exchange -> answer(exchange, status, "text/plain", "no"));
  }

  public LoopbackSite redirect(String path, int status, String location) {
    return on(
        path,
        exchange -> {
          exchange.getResponseHeaders().add("Location", location);
          answer(exchange, status, "text/plain", "moved");
        });
  }

  public static void answer(HttpExchange exchange, int status, String contentType, String body)
      throws IOException {
    answer(exchange, status, contentType, body.getBytes(StandardCharsets.UTF_8));
  }

  public static void answer(HttpExchange exchange, int status, String contentType, byte[] body)
      throws IOException {
    if (!contentType.isEmpty()) {
      exchange.getResponseHeaders().add("Content-Type", contentType);
    }
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
