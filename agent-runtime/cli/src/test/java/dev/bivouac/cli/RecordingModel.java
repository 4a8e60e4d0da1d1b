package dev.bivouac.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/** Passes every request on to a model, as long as it may, and keeps what was sent. */
final class RecordingModel implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final int ANY = 1_000_000;

  private final HttpServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final URI behind;
  private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
  private volatile Semaphore gate = new Semaphore(ANY);

  RecordingModel(URI behind) throws IOException {
    this.behind = behind;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1", this::passOn);
    server.start();
  }

  URI baseUrl() {
    return URI.create("http://127.0.0.1:%d/v1".formatted(server.getAddress().getPort()));
  }

  List<JsonNode> requests() {
    return List.copyOf(requests);
  }

  void forget() {
    requests.clear();
  }

  /** Passes on so many more requests; those that follow wait for {@link #release}. */
  void holdAfter(int more) {
    gate = new Semaphore(more);
  }

  /** Lets everything through. */
  void release() {
    gate.release(ANY);
  }

  private void passOn(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    requests.add(JSON.readTree(body));
    String path = exchange.getRequestURI().getPath().substring("/v1".length());
    var request =
        HttpRequest.newBuilder(URI.create(behind + path))
            .header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    try (exchange) {
      gate.acquire();
      HttpResponse<byte[]> response = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      exchange
          .getResponseHeaders()
          .set("Content-Type", response.headers().firstValue("Content-Type").orElseThrow());
      exchange.sendResponseHeaders(response.statusCode(), response.body().length);
      exchange.getResponseBody().write(response.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    client.close();
  }
}
