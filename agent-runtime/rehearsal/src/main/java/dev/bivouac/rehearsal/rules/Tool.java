package dev.bivouac.rehearsal.rules;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bivouac.rehearsal.text.Json;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * A tool that the request declares. The rules know tools by what they are for, and read the names
 * of the parameters from the schema.
 *
 * @param schema the JSON schema of its parameters
 */
record Tool(String name, JsonNode schema) {
  private static final List<String> ADDRESS =
      List.of("address", "url", "uri", "link", "href", "page");
  private static final List<String> WORDS =
      List.of("query", "q", "words", "search", "keywords", "text");
  private static final List<String> ZONE =
      List.of("zone", "timezone", "time_zone", "timeZone", "tz");

  /** A call that fetches the page at this address. */
  Reply.Call fetch(String address) {
    ObjectNode arguments = Json.object().put(parameter(ADDRESS).orElse("address"), address);
    return call(arguments);
  }

  /** A call for the date in this zone. */
  Reply.Call date(String zone) {
    ObjectNode arguments = Json.object();
    known(ZONE).ifPresent(parameter -> arguments.put(parameter, zone));
    return call(arguments);
  }

  /**
   * A call that searches these words.
   *
   * @param plain true to leave out everything that is not required, as after a failure
   */
  Reply.Call search(String words, Goal goal, boolean plain) {
    ObjectNode arguments = Json.object().put(parameter(WORDS).orElse("query"), words);
    if (!plain) {
      known(List.of("language", "lang"))
          .filter(parameter -> type(parameter).equals("string"))
          .ifPresent(parameter -> goal.language().ifPresent(it -> arguments.put(parameter, it)));
      known(List.of("hours", "since_hours", "sinceHours", "since"))
          .filter(parameter -> type(parameter).equals("integer"))
          .ifPresent(parameter -> goal.hours().ifPresent(it -> arguments.put(parameter, it)));
      for (String parameter : List.of("time_range", "timeRange", "range", "period", "since")) {
        goal.hours()
            .map(Tool::period)
            .filter(period -> choices(parameter).contains(period))
            .ifPresent(period -> arguments.put(parameter, period));
      }
    }
    return call(arguments);
  }

  private static String period(int hours) {
    if (hours <= 24) {
      return "day";
    }
    return hours <= 24 * 7 ? "week" : hours <= 24 * 31 ? "month" : "year";
  }

  private Reply.Call call(ObjectNode arguments) {
    for (String name : required()) {
      if (!arguments.has(name)) {
        fill(arguments, name);
      }
    }
    return Reply.Call.of(name, arguments);
  }

  private void fill(ObjectNode arguments, String parameter) {
    List<String> choices = choices(parameter);
    switch (type(parameter)) {
      case "integer", "number" ->
          arguments.put(parameter, schema.at("/properties/" + parameter + "/minimum").asInt(10));
      case "boolean" -> arguments.put(parameter, false);
      case "array" -> arguments.putArray(parameter);
      case "object" -> arguments.putObject(parameter);
      default ->
          arguments.put(
              parameter, choices.contains("now") || choices.isEmpty() ? "now" : choices.getFirst());
    }
  }

  private Optional<String> parameter(List<String> names) {
    return known(names).or(() -> required().stream().findFirst()).or(this::first);
  }

  private Optional<String> known(List<String> names) {
    return names.stream().filter(name -> schema.path("properties").has(name)).findFirst();
  }

  private Optional<String> first() {
    Iterator<String> names = schema.path("properties").fieldNames();
    return names.hasNext() ? Optional.of(names.next()) : Optional.empty();
  }

  private List<String> required() {
    return texts(schema.path("required"));
  }

  private List<String> choices(String parameter) {
    return texts(schema.path("properties").path(parameter).path("enum"));
  }

  private String type(String parameter) {
    return schema.path("properties").path(parameter).path("type").asText("string");
  }

  private static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }
}
