package dev.bivouac.kimi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the reasoning of one answer, whatever name a host gives it, and remembers the name. */
final class ReasoningAssembler {
  private static final List<String> PLAIN_FIELDS = List.of("reasoning_content", "reasoning");
  private static final Set<String> IN_FRAGMENTS = Set.of("reasoning.text", "reasoning.summary");
  private static final List<String> FRAGMENT_FIELDS = List.of("text", "summary");

  private final StringBuilder text = new StringBuilder();
  private final ArrayNode details = WireJson.MAPPER.createArrayNode();
  private @Nullable String field;
  private long detailsSize;

  /** Takes what a delta or a message holds and gives back the new text, which may be empty. */
  String accept(JsonNode delta) {
    String fragment = "";
    for (String name : PLAIN_FIELDS) {
      JsonNode value = delta.path(name);
      if (value.isTextual() && fragment.isEmpty()) {
        fragment = value.asText();
        remember(name, fragment);
      }
    }
    JsonNode parts = delta.path(Attributes.REASONING_DETAILS);
    if (parts.isArray() && !parts.isEmpty()) {
      String fromDetails = acceptDetails(parts);
      if (fragment.isEmpty()) {
        fragment = fromDetails;
        remember(Attributes.REASONING_DETAILS, fragment);
      }
    }
    text.append(fragment);
    return fragment;
  }

  /** The name under which the first text came; before any text, the first name at all. */
  private void remember(String name, String fragment) {
    if (field == null || (text.isEmpty() && !fragment.isEmpty())) {
      field = name;
    }
  }

  private String acceptDetails(JsonNode parts) {
    var fragment = new StringBuilder();
    for (JsonNode part : parts) {
      detailsSize += part.toString().length();
      FRAGMENT_FIELDS.forEach(name -> fragment.append(WireJson.text(part, name)));
      ObjectNode begun = part instanceof ObjectNode ? begun(part) : null;
      if (begun == null) {
        details.add(part.deepCopy());
      } else {
        part.properties().forEach(member -> join(begun, member.getKey(), member.getValue()));
      }
    }
    return fragment.toString();
  }

  private @Nullable ObjectNode begun(JsonNode part) {
    if (!IN_FRAGMENTS.contains(WireJson.text(part, "type"))) {
      return null;
    }
    for (int i = details.size() - 1; i >= 0; i--) {
      if (details.get(i) instanceof ObjectNode earlier
          && earlier.path("type").equals(part.path("type"))
          && earlier.path("index").equals(part.path("index"))) {
        return earlier;
      }
    }
    return null;
  }

  private static void join(ObjectNode begun, String name, JsonNode value) {
    if (FRAGMENT_FIELDS.contains(name) && value.isTextual()) {
      begun.put(name, WireJson.text(begun, name) + value.asText());
    } else if (!value.isNull() || !begun.has(name)) {
      begun.set(name, value);
    }
  }

  /** About how many characters are kept. */
  long size() {
    return text.length() + detailsSize;
  }

  /** All of it: {@code ""} if the host sent an empty one, null if it sent none. */
  @Nullable String text() {
    boolean onlyHidden = Attributes.REASONING_DETAILS.equals(field) && text.isEmpty();
    return field == null || onlyHidden ? null : text.toString();
  }

  /** What must come back with the reply. */
  Map<String, Object> attributes() {
    Map<String, Object> attributes = new LinkedHashMap<>();
    if (field != null) {
      attributes.put(Attributes.REASONING_FIELD, field);
    }
    if (!details.isEmpty()) {
      attributes.put(Attributes.REASONING_DETAILS, details.toString());
    }
    return attributes;
  }
}
