package dev.bivouac.kimi;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** A host on loopback that answers with the bytes a test gives it, and keeps what it was sent. */
final class LoopbackHost implements AutoCloseable {
  /** Answers one request. */
  interface Answer {
    void to(HttpExchange exchange) throws IOException;
  }

  /** What came. */
  record Received(String path, Map<String, List<String>> headers, String body) {
    JsonNode json() {
      return WireJson.parse(body).orElseThrow();
    }
  }

  static {
    // Otherwise each small chunk waits 40 ms for an acknowledgement.
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicReference<Answer> answer = new AtomicReference<>();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Set<Integer> clientPorts = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final CountDownLatch clientGone = new CountDownLatch(1);

  LoopbackHost() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    received.add(
        new Received(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body));
    clientPorts.add(exchange.getRemoteAddress().getPort());
    answer.get().to(exchange);
  }

  /** One for each connection that was made. */
  Set<Integer> clientPorts() {
    return clientPorts;
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  int port() {
    return server.getAddress().getPort();
  }

  List<Received> received() {
    return received;
  }

  Received onlyRequest() {
    if (received.size() != 1) {
      throw new AssertionError("expected one request, came " + received.size());
    }
    return received.getFirst();
  }

  LoopbackHost answers(Answer given) {
    answer.set(given);
    return this;
  }

  /** Answers the nth request with the nth answer, and all later ones with the last. */
  LoopbackHost answersInTurn(Answer... given) {
    return answers(exchange -> given[Math.min(received.size(), given.length) - 1].to(exchange));
  }

  LoopbackHost streams(String... chunks) {
    return answers(stream(chunks));
  }

  /** A stream of these chunks of JSON, with the end mark. */
  static Answer stream(String... chunks) {
    return bytes(200, "text/event-stream", sse(chunks));
  }

  static String sse(String... chunks) {
    var text = new StringBuilder();
    for (String chunk : chunks) {
      text.append("data: ").append(chunk).append("\n\n");
    }
    return text.append("data: [DONE]\n\n").toString();
  }

  static Answer bytes(int status, String type, String body) {
    return exchange -> {
      exchange.getResponseHeaders().set("Content-Type", type);
      byte[] bytes = body.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
      exchange.close();
    };
  }

  static Answer error(int status, String json, String... headers) {
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
      }
      bytes(status, "application/json", json).to(exchange);
    };
  }

  /** Sends the parts one by one, each in an HTTP chunk of its own. */
  static Answer inParts(byte[]... parts) {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      for (byte[] part : parts) {
        out.write(part);
        out.flush();
      }
      exchange.close();
    };
  }

  /** Sends a beginning and then breaks the connection. */
  static Answer breaksAfter(String beginning) {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write(beginning.getBytes(UTF_8));
      exchange.getResponseBody().flush();
      throw new IOException("broken on purpose");
    };
  }

  /** Sends a beginning and then nothing, until the test is over. */
  Answer stallsAfter(String beginning) {
    return exchange -> {
      if (!beginning.isEmpty()) {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write(beginning.getBytes(UTF_8));
        exchange.getResponseBody().flush();
      }
      awaitClosing(60_000);
    };
  }

  /** Sends a beginning and then comments for ever, until the client goes away. */
  Answer dripsAfter(String beginning) {
    return exchange -> {
      exchange.sendResponseHeaders(200, 0);
      OutputStream out = exchange.getResponseBody();
      try {
        out.write(beginning.getBytes(UTF_8));
        out.flush();
        while (!awaitClosing(5)) {
          out.write(": still here\n\n".getBytes(UTF_8));
          out.flush();
        }
      } catch (IOException e) {
        clientGone.countDown();
        throw e;
      }
    };
  }

  /** True once a dripping answer could not be written any more. */
  boolean noticedThatTheClientLeft() throws InterruptedException {
    return clientGone.await(20, TimeUnit.SECONDS);
  }

  private boolean awaitClosing(long millis) {
    try {
      return closing.await(millis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.close();
  }
}
