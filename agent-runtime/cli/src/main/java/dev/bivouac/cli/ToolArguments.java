package dev.bivouac.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.bivouac.tool.ToolSchema;
import dev.bivouac.workflow.UnknownNameException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The arguments of a tool call as people type them: one JSON object, {@code @FILE} with one, or
 * {@code name=value} for each parameter, read as the type that the tool's schema says.
 */
final class ToolArguments {
  private static final int MAX_BYTES = 1_000_000;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final ToolSchema schema;
  private final InputStream stdin;

  ToolArguments(ToolSchema schema, InputStream stdin) {
    this.schema = schema;
    this.stdin = stdin;
  }

  /**
   * One JSON object.
   *
   * @throws UsageException if the words make none
   * @throws UnknownNameException if a name is no parameter of the tool
   */
  ObjectNode read(List<String> words) {
    if (words.size() == 1 && words.getFirst().startsWith("@")) {
      return object(file(words.getFirst().substring(1)), words.getFirst());
    }
    if (words.size() == 1 && words.getFirst().stripLeading().startsWith("{")) {
      return object(words.getFirst(), "The argument");
    }
    ObjectNode arguments = JSON.createObjectNode();
    words.forEach(word -> put(arguments, word));
    return arguments;
  }

  private void put(ObjectNode arguments, String word) {
    int sign = word.indexOf('=');
    if (sign < 1) {
      throw new UsageException(
          "'%s' is no argument. Say name=value, one JSON object, @FILE, or @- for stdin.\n%s"
              .formatted(SafeText.line(word, 60), known()));
    }
    String name = word.substring(0, sign);
    JsonNode shape = schema.parameterTree().path("properties").path(name);
    if (shape.isMissingNode()) {
      throw new UnknownNameException("Parameter of " + schema.name(), name, names());
    }
    String text = word.substring(sign + 1);
    if (!shape.path("type").asText().equals("array")) {
      if (arguments.has(name)) {
        throw new UsageException("Parameter '%s' is said twice.".formatted(name));
      }
      arguments.set(name, value(shape, text));
    } else if (text.stripLeading().startsWith("[")) {
      arguments.set(name, json(text));
    } else {
      ArrayNode list = arguments.withArray(name);
      list.add(value(shape.path("items"), text));
    }
  }

  /** What does not read as its type stays text, and the tool's own check says what it must be. */
  private static JsonNode value(JsonNode shape, String text) {
    return shape.path("type").asText("string").equals("string")
        ? TextNode.valueOf(text)
        : json(text);
  }

  private static JsonNode json(String text) {
    try {
      JsonNode read = JSON.readTree(text);
      return read.isMissingNode() ? TextNode.valueOf(text) : read;
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(text);
    }
  }

  private ObjectNode object(String text, String what) {
    try {
      if (JSON.readTree(text) instanceof ObjectNode object) {
        return object;
      }
      throw new UsageException("%s must hold one JSON object, such as {}.".formatted(what));
    } catch (JsonProcessingException e) {
      throw new UsageException(
          "%s is no JSON object: %s, at line %d, column %d."
              .formatted(
                  what,
                  SafeText.line(e.getOriginalMessage(), 120),
                  e.getLocation().getLineNr(),
                  e.getLocation().getColumnNr()));
    }
  }

  private String file(String name) {
    try (InputStream in = name.equals("-") ? stdin : Files.newInputStream(Path.of(name))) {
      byte[] bytes = in.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw new UsageException("@%s is larger than %,d bytes.".formatted(name, MAX_BYTES));
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new UsageException("@%s: there is no such file.".formatted(name));
    } catch (IOException e) {
      throw new UsageException(
          "@%s cannot be read (%s).".formatted(name, e.getClass().getSimpleName()));
    }
  }

  private String known() {
    return names().isEmpty()
        ? schema.name() + " has no parameters."
        : "Parameters of %s: %s.".formatted(schema.name(), String.join(", ", names()));
  }

  private List<String> names() {
    var names = new ArrayList<String>();
    schema.parameterTree().path("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }
}
