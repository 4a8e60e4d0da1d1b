package dev.bivouac.rehearsal.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.bivouac.rehearsal.http.ConnectionCut;
import dev.bivouac.rehearsal.http.Exchanges;
import dev.bivouac.rehearsal.http.Waiting;
import dev.bivouac.rehearsal.rules.Rules;
import dev.bivouac.rehearsal.text.Json;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Answers {@code /v1/chat/completions} and {@code /v1/models} as the vendor's API does. */
public final class ModelHandler implements HttpHandler {
  private static final String JSON = "application/json; charset=utf-8";
  private static final int LARGEST_BODY = 64 * 1024 * 1024;

  private final ModelOptions options;
  private final Clock clock;
  private final Waiting waiting;
  private final RequestCheck check;
  private final PromptCache cache = new PromptCache();
  private final AtomicInteger requests = new AtomicInteger();
  private final HttpHandler formulas;

  /**
   * Answers as the options say; whoever waits is let go when {@code waiting} is closed.
   *
   * @param formulas answers what is asked of official tools, by those who were let in
   */
  public ModelHandler(ModelOptions options, Clock clock, Waiting waiting, HttpHandler formulas) {
    this.formulas = formulas;
    this.options = options;
    this.clock = clock;
    this.waiting = waiting;
    this.check = new RequestCheck(options);
  }

  /** How many chat requests were let in so far, answered or not. */
  public int requests() {
    return requests.get();
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String route = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    Optional<Refusal> locked = check.key(exchange.getRequestHeaders().getFirst("Authorization"));
    if (locked.isPresent()) {
      refuse(exchange, locked.get());
      return;
    }
    if (exchange.getRequestURI().getPath().startsWith("/v1/formulas/")) {
      formulas.handle(exchange);
      return;
    }
    switch (route) {
      case "GET /v1/models" -> Exchanges.send(exchange, 200, JSON, Json.bytes(models()));
      case "POST /v1/chat/completions" -> chat(exchange);
      default ->
          refuse(
              exchange, new Refusal(404, "resource_not_found_error", "No such address: " + route));
    }
  }

  private ObjectNode models() {
    ObjectNode body = Json.object().put("object", "list");
    var data = body.putArray("data");
    for (String model : options.models()) {
      data.addObject()
          .put("id", model)
          .put("object", "model")
          .put("created", 0)
          .put("owned_by", "rehearsal")
          .put("context_length", options.window())
          .put("supports_image_in", false)
          .put("supports_video_in", false)
          .put("supports_reasoning", true);
    }
    return body;
  }

  private void chat(HttpExchange exchange) throws IOException {
    byte[] bytes = exchange.getRequestBody().readNBytes(LARGEST_BODY + 1);
    int number = requests.incrementAndGet();
    Fault fault = options.faults().faultFor(number);
    if (fault == Fault.NO_RESPONSE) {
      throw new ConnectionCut("fault NO_RESPONSE");
    }
    if (Outages.answers(exchange, fault)) {
      return;
    }
    Optional<JsonNode> request =
        bytes.length > LARGEST_BODY
            ? Optional.empty()
            : Json.parse(bytes).filter(JsonNode::isObject);
    Optional<Refusal> refusal =
        request.isEmpty()
            ? Optional.of(Refusal.badRequest("Invalid request: the body is not a JSON object"))
            : check.request(request.get());
    if (refusal.isPresent()) {
      refuse(exchange, refusal.get());
    } else {
      answer(exchange, request.orElseThrow(), number, fault);
    }
  }

  private void answer(HttpExchange exchange, JsonNode request, int number, Fault fault)
      throws IOException {
    Prompt prompt = Prompt.of(request);
    Answer whole =
        Answer.of(Rules.next(request), callsIn(request)).cutTo(RequestCheck.maxTokens(request));
    var usage =
        new Usage(
            prompt.tokens(), whole.tokens(), Math.min(cache.meet(prompt) / 4, prompt.tokens()));
    var envelope =
        new StreamedAnswer.Envelope(
            "chatcmpl-" + number, clock.instant().getEpochSecond(), request.path("model").asText());
    exchange.getResponseHeaders().set("x-trace-id", "rehearsal-" + number);
    Answer answer = Distortion.of(whole, fault);
    if (request.path("stream").asBoolean()) {
      boolean includeUsage = request.path("stream_options").path("include_usage").asBoolean();
      exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
      exchange.getResponseHeaders().set("Cache-Control", "no-cache");
      exchange.sendResponseHeaders(200, 0);
      new StreamedAnswer(envelope, usage, includeUsage, fault, waiting)
          .send(answer, options.pace(), exchange.getResponseBody());
      exchange.getResponseBody().close();
    } else {
      sendWhole(exchange, envelope, answer, usage, fault);
    }
  }

  private void sendWhole(
      HttpExchange exchange,
      StreamedAnswer.Envelope envelope,
      Answer answer,
      Usage usage,
      Fault fault)
      throws IOException {
    ObjectNode body = envelope.chunk().put("object", "chat.completion");
    ObjectNode choice = body.putArray("choices").addObject();
    choice.put("index", 0).put("finish_reason", answer.finish()).set("message", answer.message());
    body.set("usage", usage.json());
    byte[] bytes = Json.bytes(body);
    waiting.pause(fault == Fault.STALL ? Duration.ofHours(1) : options.pace());
    boolean cut =
        switch (fault) {
          case CUT_IN_REASONING, CUT_IN_ANSWER, ENDED_EARLY, ERROR_IN_STREAM -> true;
          default -> false;
        };
    if (cut) {
      exchange.getResponseHeaders().set("Content-Type", JSON);
      exchange.sendResponseHeaders(200, bytes.length);
      exchange.getResponseBody().write(bytes, 0, bytes.length / 2);
      exchange.getResponseBody().flush();
      throw new ConnectionCut("fault " + fault);
    }
    Exchanges.send(exchange, 200, JSON, bytes);
  }

  private static int callsIn(JsonNode request) {
    int calls = 0;
    for (JsonNode message : request.path("messages")) {
      calls += message.path("tool_calls").size();
    }
    return calls;
  }

  private static void refuse(HttpExchange exchange, Refusal refusal) throws IOException {
    Exchanges.send(exchange, refusal.status(), JSON, refusal.body());
  }
}
