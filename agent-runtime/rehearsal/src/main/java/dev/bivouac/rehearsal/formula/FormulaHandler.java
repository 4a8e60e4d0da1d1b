package dev.bivouac.rehearsal.formula;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import dev.bivouac.rehearsal.http.ConnectionCut;
import dev.bivouac.rehearsal.http.Exchanges;
import dev.bivouac.rehearsal.http.Waiting;
import dev.bivouac.rehearsal.text.Json;
import dev.bivouac.rehearsal.text.Sealed;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers {@code /v1/formulas/...} as the vendor's API does; whoever asks has been let in. */
public final class FormulaHandler implements HttpHandler {
  private static final Pattern ROUTE =
      Pattern.compile("(GET|POST) /v1/formulas/moonshot/([a-z0-9_-]+):latest/(tools|fibers)");
  private static final int LARGEST_BODY = 4 * 1024 * 1024;
  private static final String JSON = "application/json; charset=utf-8";

  private final Map<String, OfficialTool> tools;
  private final FormulaFaults faults;
  private final Clock clock;
  private final Waiting waiting;
  private final AtomicInteger questions = new AtomicInteger();
  private final AtomicInteger calls = new AtomicInteger();

  /** Answers over a web; whoever waits is let go when {@code waiting} is closed. */
  public FormulaHandler(SearchedWeb web, FormulaFaults faults, Clock clock, Waiting waiting) {
    this.tools = OfficialTools.over(web, clock);
    this.faults = faults;
    this.clock = clock;
    this.waiting = waiting;
  }

  /** How many calls were asked for so far. */
  public int calls() {
    return calls.get();
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readNBytes(LARGEST_BODY);
    String asked = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    Matcher route = ROUTE.matcher(asked);
    boolean known =
        route.matches() && route.group(1).equals(route.group(3).equals("tools") ? "GET" : "POST");
    if (!known) {
      refuse(exchange, 404, "resource_not_found_error", "No such address: " + asked);
      return;
    }
    String formula = route.group(2);
    boolean call = route.group(3).equals("fibers");
    int number = questions.incrementAndGet();
    FormulaFault fault = faults.faultFor(formula, call, number);
    Optional<OfficialTool> tool = Optional.ofNullable(tools.get(formula));
    if (tool.isEmpty() || fault == FormulaFault.NOT_FOUND) {
      refuse(exchange, 404, "resource_not_found_error", "formula %s not found".formatted(formula));
      return;
    }
    if (outage(exchange, fault)) {
      return;
    }
    if (call) {
      calls.incrementAndGet();
      Exchanges.send(
          exchange, 200, JSON, Json.bytes(fiber(formula, tool.get(), body, number, fault)));
    } else {
      Exchanges.send(exchange, 200, JSON, list(tool.get()));
    }
  }

  private boolean outage(HttpExchange exchange, FormulaFault fault) throws IOException {
    switch (fault) {
      case WRONG_KEY ->
          refuse(exchange, 401, "invalid_authentication_error", "Invalid Authentication");
      case BUSY -> {
        exchange.getResponseHeaders().set("Retry-After", "1");
        refuse(exchange, 429, "engine_overloaded_error", "The engine is currently overloaded");
      }
      case UNAVAILABLE ->
          Exchanges.send(exchange, 503, "text/html", "<html><title>503 Down</title></html>");
      case SIGN_IN_PAGE ->
          Exchanges.send(exchange, 200, "text/html", "<html><title>Sign in</title></html>");
      case REDIRECT -> {
        exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/elsewhere");
        Exchanges.send(exchange, 302, "text/html", "");
      }
      case NO_RESPONSE -> throw new ConnectionCut("fault NO_RESPONSE");
      case STALL -> {
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write('{');
        exchange.getResponseBody().flush();
        waiting.pause(Duration.ofHours(1));
      }
      case NONE, NOT_FOUND, FAILED, FAILED_INSIDE, NO_CONTEXT, NO_TEXT -> {
        return false;
      }
    }
    return true;
  }

  private static String list(OfficialTool tool) {
    var list = new StringBuilder("{\"object\":\"list\",\"tools\":[");
    for (String function : tool.functions()) {
      list.append(list.charAt(list.length() - 1) == '[' ? "" : ",")
          .append("{\"type\":\"function\",\"function\":")
          .append(function)
          .append('}');
    }
    return list.append("]}").toString();
  }

  private ObjectNode fiber(
      String formula, OfficialTool tool, byte[] body, int number, FormulaFault fault) {
    ObjectNode fiber =
        Json.object()
            .put("id", "fiber-" + number)
            .put("object", "fiber")
            .put("created_at", clock.instant().getEpochSecond())
            .put("lambda_id", "lambda-" + number)
            .put("formula", "moonshot/%s:latest".formatted(formula));
    switch (fault) {
      case FAILED -> fiber.put("status", "failed").put("error", "the search engine is down");
      case FAILED_INSIDE ->
          fiber.put("status", "failed").putObject("context").put("error", "nothing came back");
      case NO_CONTEXT -> fiber.put("status", "succeeded");
      case NO_TEXT ->
          fiber.put("status", "succeeded").putObject("context").putObject("output").put("a", 1);
      default -> carryOut(fiber, tool, Json.parse(body).orElseGet(Json::object));
    }
    return fiber;
  }

  private static void carryOut(ObjectNode fiber, OfficialTool tool, JsonNode call) {
    String function = call.path("name").asText();
    String arguments = call.path("arguments").asText();
    ObjectNode context = fiber.putObject("context").put("input", arguments);
    try {
      if (!tool.has(function)) {
        throw new IllegalArgumentException("no function '%s'".formatted(function));
      }
      JsonNode read =
          Json.parse(arguments)
              .filter(JsonNode::isObject)
              .orElseThrow(() -> new IllegalArgumentException("arguments are no JSON object"));
      String output = tool.deed().carryOut(function, read);
      context.put(
          tool.isSealed() ? "encrypted_output" : "output",
          tool.isSealed() ? Sealed.seal(output) : output);
      fiber.put("status", "succeeded");
    } catch (IllegalArgumentException e) {
      fiber.put("status", "failed");
      context.put("error", String.valueOf(e.getMessage()));
    }
  }

  private static void refuse(HttpExchange exchange, int status, String type, String message)
      throws IOException {
    ObjectNode body = Json.object();
    body.putObject("error").put("type", type).put("message", message);
    Exchanges.send(exchange, status, JSON, Json.bytes(body));
  }
}
