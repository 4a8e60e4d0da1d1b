package dev.bivouac.samples;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.IntPredicate;

/**
 * A host that streams as Anthropic's messages API does, and refuses as it does a conversation in
 * which the thinking of an earlier reply is missing or changed.
 */
final class ThinkingHost implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String THOUGHT = "Step %d: \"one\" at a time.";
  private static final String SIGNATURE = "c2lnbmF0dXJl/%d+==";

  private final HttpServer server;
  private final List<JsonNode> requests = new CopyOnWriteArrayList<>();
  private final IntPredicate overloaded;

  /**
   * A host that listens.
   *
   * @param overloaded which requests, from 1, break off with an error amid the stream
   */
  ThinkingHost(IntPredicate overloaded) throws IOException {
    this.overloaded = overloaded;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/messages", this::answer);
    server.start();
  }

  String baseUrl() {
    return "http://127.0.0.1:%d/v1/".formatted(server.getAddress().getPort());
  }

  /** What was asked, refused requests too. */
  List<JsonNode> requests() {
    return List.copyOf(requests);
  }

  private void answer(HttpExchange exchange) throws IOException {
    JsonNode request = JSON.readTree(exchange.getRequestBody());
    requests.add(request);
    List<JsonNode> replies =
        request
            .path("messages")
            .valueStream()
            .filter(message -> message.path("role").asText().equals("assistant"))
            .toList();
    for (int i = 0; i < replies.size(); i++) {
      JsonNode first = replies.get(i).path("content").path(0);
      if (!first.path("thinking").asText().equals(THOUGHT.formatted(i + 1))
          || !first.path("signature").asText().equals(SIGNATURE.formatted(i + 1))) {
        send(
            exchange,
            400,
            "application/json",
            "{\"type\":\"error\",\"error\":{\"type\":"
                + "\"invalid_request_error\",\"message\":\"thinking blocks cannot be modified\"}}");
        return;
      }
    }
    String stream =
        overloaded.test(requests.size())
            ? started()
                + event(
                    "error",
                    "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}")
            : reply(replies.size() + 1);
    send(exchange, 200, "text/event-stream", stream);
  }

  private static String started() {
    return event(
        "message_start",
        "{\"type\":\"message_start\",\"message\":{\"id\":\"m\","
            + "\"model\":\"claude-sonnet-4-6\",\"usage\":{\"input_tokens\":700,\"output_tokens\":1}}}");
  }

  private static String reply(int step) {
    String said =
        switch (step) {
          case 1 -> call("temperature", "{\"room\":\"kitchen\"}");
          case 2 -> call("date", "{\"zone\":\"Asia/Tokyo\"}");
          default ->
              block(
                  1,
                  "{\"type\":\"text\",\"text\":\"\"}",
                  "{\"type\":\"text_delta\",\"text\":\"21.5 degrees.\"}");
        };
    return started()
        + block(
            0,
            "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}",
            "{\"type\":\"thinking_delta\",\"thinking\":%s}"
                .formatted(text(THOUGHT.formatted(step))),
            "{\"type\":\"signature_delta\",\"signature\":%s}"
                .formatted(text(SIGNATURE.formatted(step))))
        + said
        + event(
            "message_delta",
            "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"%s\"},\"usage\":{\"output_tokens\":40}}"
                .formatted(step < 3 ? "tool_use" : "end_turn"))
        + event("message_stop", "{\"type\":\"message_stop\"}");
  }

  private static String call(String tool, String arguments) {
    return block(
        1,
        "{\"type\":\"tool_use\",\"id\":\"toolu_%s\",\"name\":\"%s\",\"input\":{}}"
            .formatted(tool, tool),
        "{\"type\":\"input_json_delta\",\"partial_json\":%s}".formatted(text(arguments)));
  }

  private static String block(int index, String begins, String... deltas) {
    var events = new StringBuilder();
    events.append(
        event(
            "content_block_start",
            "{\"type\":\"content_block_start\",\"index\":%d,\"content_block\":%s}"
                .formatted(index, begins)));
    for (String delta : deltas) {
      events.append(
          event(
              "content_block_delta",
              "{\"type\":\"content_block_delta\",\"index\":%d,\"delta\":%s}"
                  .formatted(index, delta)));
    }
    return events
        .append(
            event(
                "content_block_stop",
                "{\"type\":\"content_block_stop\",\"index\":%d}".formatted(index)))
        .toString();
  }

  private static String event(String name, String data) {
    return "event: %s\ndata: %s\n\n".formatted(name, data);
  }

  private static String text(String text) {
    return JSON.getNodeFactory().textNode(text).toString();
  }

  private static void send(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
