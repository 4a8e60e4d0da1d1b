package dev.bivouac.rehearsal.formula;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Those that a rehearsal's provider has, over the rehearsal's own web. */
final class OfficialTools {
  private static final String SEARCH =
      """
      {"name":"web_search","description":"Searches the web.","parameters":{"type":"object",\
      "required":["query"],"properties":{"query":{"description":"What to search for","type":"string",\
      "minLength":1},"classes":{"type":"array","items":{"type":"string","enum":["all","academic"]}}}},\
      "strict":false}\
      """;
  private static final String FETCH =
      """
      {"name":"fetch","description":"Reads a page.","parameters":{"type":"object","properties":\
      {"url":{"type":"string","title":"URL"},"max_length":{"type":"integer","default":5000}},\
      "required":["url"]}}\
      """;
  private static final String DATE =
      """
      {"name":"date","description":"Tells the time.","parameters":{"type":"object","properties":\
      {"operation":{"type":"string","enum":["time","weekday"]},"zone":{"type":"string"}},\
      "required":["operation"]}}\
      """;
  private static final String ENCODE =
      """
      {"name":"base64_encode","parameters":{"type":"object","properties":{"data":{"type":"string"}}}}\
      """;
  private static final String DECODE =
      """
      {"name":"base64_decode","parameters":{"type":"object","properties":{"data":{"type":"string"}}}}\
      """;

  private OfficialTools() {}

  static Map<String, OfficialTool> over(SearchedWeb web, Clock clock) {
    return Map.of(
        "web-search",
        new OfficialTool(List.of(SEARCH), true, (function, it) -> web.search(text(it, "query"))),
        "fetch",
        new OfficialTool(List.of(FETCH), false, (function, it) -> page(web, text(it, "url"))),
        "date",
        new OfficialTool(List.of(DATE), false, (function, it) -> date(clock, it)),
        "base64",
        new OfficialTool(
            List.of(ENCODE, DECODE), false, (function, it) -> base64(function, text(it, "data"))));
  }

  private static String text(JsonNode arguments, String name) {
    JsonNode value = arguments.path(name);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw new IllegalArgumentException("parameter '%s' must be a text".formatted(name));
    }
    return value.textValue();
  }

  private static String page(SearchedWeb web, String address) {
    return Optional.of(address)
        .flatMap(web::read)
        .orElseThrow(() -> new IllegalArgumentException("no page at '%s'".formatted(address)));
  }

  private static String date(Clock clock, JsonNode arguments) {
    try {
      ZoneId zone = ZoneId.of(arguments.path("zone").asText("UTC"));
      ZonedDateTime now = ZonedDateTime.now(clock.withZone(zone));
      return "%s, %s".formatted(now, now.getDayOfWeek());
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("no such zone", e);
    }
  }

  private static String base64(String function, String data) {
    byte[] bytes = data.getBytes(StandardCharsets.UTF_8);
    return function.equals("base64_encode")
        ? Base64.getEncoder().encodeToString(bytes)
        : new String(Base64.getDecoder().decode(bytes), StandardCharsets.UTF_8);
  }
}
