package dev.bivouac.rehearsal.rules;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bivouac.rehearsal.text.Json;
import dev.bivouac.rehearsal.text.Sealed;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the rules see of a request.
 *
 * @param goal what the user wants
 * @param steps how many answers with tool calls there were
 * @param exchanges every tool call so far, in order
 * @param tools what is declared
 */
record Conversation(Goal goal, int steps, List<Exchange> exchanges, List<Tool> tools) {
  Conversation {
    exchanges = List.copyOf(exchanges);
    tools = List.copyOf(tools);
  }

  /** Reads the body of a request; what is missing counts as empty. */
  static Conversation of(JsonNode request) {
    String system = "";
    String user = "";
    int steps = 0;
    var exchanges = new ArrayList<Exchange>();
    JsonNode messages = request.path("messages");
    for (int at = 0; at < messages.size(); at++) {
      JsonNode message = messages.get(at);
      switch (message.path("role").asText()) {
        case "system" -> system = system + message.path("content").asText() + "\n";
        // Later messages of the user are reminders; the goal is the first.
        case "user" -> user = user.isEmpty() ? message.path("content").asText() : user;
        case "assistant" -> {
          if (!message.path("tool_calls").isEmpty()) {
            steps++;
            exchanges.addAll(exchanges(message.path("tool_calls"), results(messages, at + 1)));
          }
        }
        default -> {}
      }
    }
    return new Conversation(Goal.of(system, user), steps, exchanges, tools(request));
  }

  private static Map<String, String> results(JsonNode messages, int from) {
    var results = new HashMap<String, String>();
    for (int at = from; at < messages.size(); at++) {
      JsonNode message = messages.get(at);
      if (!message.path("role").asText().equals("tool")) {
        break;
      }
      results.putIfAbsent(
          message.path("tool_call_id").asText(), opened(message.path("content").asText()));
    }
    return results;
  }

  /** The model alone can read what its provider has sealed. */
  private static String opened(String result) {
    return Sealed.isSealed(result)
        ? Sealed.open(result).orElse("Failed: the sealed result was changed on its way.")
        : result;
  }

  private static List<Exchange> exchanges(JsonNode calls, Map<String, String> results) {
    var exchanges = new ArrayList<Exchange>();
    for (JsonNode call : calls) {
      JsonNode function = call.path("function");
      JsonNode arguments =
          Json.parse(function.path("arguments").asText())
              .filter(JsonNode::isObject)
              .orElseGet(Json::object);
      String result = results.getOrDefault(call.path("id").asText(), "");
      exchanges.add(new Exchange(function.path("name").asText(), arguments, result));
    }
    return exchanges;
  }

  private static List<Tool> tools(JsonNode request) {
    var tools = new ArrayList<Tool>();
    for (JsonNode tool : request.path("tools")) {
      JsonNode function = tool.path("function");
      tools.add(new Tool(function.path("name").asText(), function.path("parameters")));
    }
    return tools;
  }

  /** The tool that tells the date. */
  Optional<Tool> dateTool() {
    return tool("date", "date");
  }

  /** The tool that searches. */
  Optional<Tool> searchTool() {
    return tool("web_search", "search");
  }

  /** The tool that reads a page. */
  Optional<Tool> fetchTool() {
    return tool("fetch_article", "fetch");
  }

  private Optional<Tool> tool(String name, String part) {
    return tools.stream()
        .filter(tool -> tool.name().equals(name))
        .findFirst()
        .or(() -> tools.stream().filter(tool -> tool.name().contains(part)).findFirst());
  }

  /** What was asked of this tool so far, in order. */
  List<Exchange> with(Tool tool) {
    return exchanges.stream().filter(exchange -> exchange.tool().equals(tool.name())).toList();
  }

  /** The day that the date tool told, as it told it. */
  Optional<LocalDate> today() {
    return dateTool().stream()
        .flatMap(tool -> with(tool).stream())
        .filter(Exchange::succeeded)
        .flatMap(exchange -> Dates.in(exchange.result()).stream())
        .findFirst();
  }
}
