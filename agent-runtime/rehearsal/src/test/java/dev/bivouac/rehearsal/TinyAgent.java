package dev.bivouac.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bivouac.rehearsal.text.Json;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** The smallest loop that can talk to a rehearsal: it asks, calls the tools, and asks again. */
public final class TinyAgent {
  private static final String TOOLS =
      """
      [{"type":"function","function":{"name":"date","parameters":{"type":"object",
         "properties":{"zone":{"type":"string"}},"required":["zone"]}}},
       {"type":"function","function":{"name":"web_search","parameters":{"type":"object",
         "properties":{"query":{"type":"string"}},"required":["query"]}}},
       {"type":"function","function":{"name":"fetch_article","parameters":{"type":"object",
         "properties":{"address":{"type":"string"}},"required":["address"]}}}]\
      """;

  private final Wire wire;
  private final ObjectNode request = Json.object();
  private final List<JsonNode> replies = new ArrayList<>();

  public TinyAgent(Wire wire, String goal) {
    this.wire = wire;
    request.put("model", "rules");
    request.putArray("messages").addObject().put("role", "user").put("content", goal);
    request.set("tools", Wire.json(TOOLS));
  }

  /** Runs to the final answer and returns its text. */
  public String run() {
    while (true) {
      var response = wire.chat(Json.write(request));
      if (response.statusCode() != 200) {
        throw new AssertionError(response.body());
      }
      JsonNode message = Wire.json(response.body()).at("/choices/0/message");
      replies.add(message);
      request.withArray("messages").add(message);
      if (message.path("tool_calls").isEmpty()) {
        return message.path("content").textValue();
      }
      for (JsonNode call : message.path("tool_calls")) {
        request
            .withArray("messages")
            .addObject()
            .put("role", "tool")
            .put("tool_call_id", call.path("id").textValue())
            .put("content", result(call.path("function")));
      }
    }
  }

  /** The request as it stands: after the run, the whole conversation. */
  public ObjectNode request() {
    return request;
  }

  /** What the model answered, in order. */
  public List<JsonNode> replies() {
    return replies;
  }

  private String result(JsonNode function) {
    JsonNode arguments = Wire.json(function.path("arguments").textValue());
    return switch (function.path("name").textValue()) {
      case "date" -> "2026-11-22T09:00+01:00 in " + arguments.path("zone").textValue();
      case "web_search" -> hits(wire.search(arguments.path("query").textValue()));
      case "fetch_article" -> article(arguments.path("address").textValue());
      default -> "Failed: no such tool.";
    };
  }

  private static String hits(JsonNode answer) {
    var out = new StringBuilder();
    int number = 1;
    for (JsonNode hit : answer.path("results")) {
      out.append(
          "%d. %s\n   %s\n   %s\n\n"
              .formatted(
                  number++,
                  hit.path("title").textValue(),
                  hit.path("url").textValue(),
                  hit.path("content").textValue()));
    }
    return out.isEmpty() ? "Nothing was found." : out.toString();
  }

  private String article(String address) {
    var response = wire.page(address);
    if (response.statusCode() == 301) {
      return article(response.headers().firstValue("Location").orElseThrow());
    }
    if (response.statusCode() != 200) {
      return "Failed: '%s' answered %d.".formatted(address, response.statusCode());
    }
    Document page = Jsoup.parse(response.body(), address);
    var out = new StringBuilder("Title: " + page.select("h1").text() + "\n");
    out.append("Site: ").append(page.select("meta[property=og:site_name]").attr("content"));
    out.append("\nPublished: 2026-11-22\nAddress: ").append(address).append("\n\n");
    page.select("p").forEach(paragraph -> out.append(paragraph.text()).append("\n\n"));
    return out.toString();
  }
}
