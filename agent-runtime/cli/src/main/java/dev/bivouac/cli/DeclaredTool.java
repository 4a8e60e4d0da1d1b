package dev.bivouac.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bivouac.cli.extension.Extension;
import dev.bivouac.tool.OutsideTool;
import dev.bivouac.tool.Repeat;
import dev.bivouac.tool.ToolSchema;
import dev.bivouac.workflow.UnknownNameException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A tool as it is shown to people.
 *
 * @param schema what the model is told
 * @param from the jar or folder that it came with, the formula, or {@value #BUILT_IN}
 */
record DeclaredTool(ToolSchema schema, String from) {
  static final String BUILT_IN = "built-in";
  private static final String FORMULA = "formula ";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The provider's official ones, the built-in ones but those whose place is taken, the user's. */
  static List<DeclaredTool> all(List<Path> own, Surroundings around, List<OutsideTool> official) {
    var all = new ArrayList<DeclaredTool>();
    official.forEach(it -> all.add(new DeclaredTool(it.schema(), it.origin())));
    List<String> taken = all.stream().map(it -> it.schema().name()).toList();
    BuiltInTools.schemas(around).stream()
        .filter(it -> !taken.contains(it.name()))
        .forEach(it -> all.add(new DeclaredTool(it, BUILT_IN)));
    for (Extension extension : Wiring.extensions(own, around)) {
      extension.tools().stream()
          .flatMap(tools -> tools.schemas().stream())
          .forEach(it -> all.add(new DeclaredTool(it, extension.path().toString())));
    }
    return all;
  }

  /** Where it comes from, in a word or two. */
  String source() {
    if (from.startsWith(FORMULA)) {
      return FORMULA + formula();
    }
    return from.equals(BUILT_IN)
        ? from
        : SafeText.line(String.valueOf(Path.of(from).getFileName()), 60);
  }

  private String formula() {
    return from.substring(from.indexOf('/') + 1, from.lastIndexOf(':'));
  }

  /** The first sentence of its description. */
  String sentence() {
    String[] sentences = schema.description().split("(?<=[.!?])\\s", 2);
    return sentences[0];
  }

  /** {@code reads}, {@code keyed}, {@code reconciled} or {@code once}. */
  String repeat() {
    return schema.repeat().name().toLowerCase(Locale.ROOT);
  }

  /** What a resume does with a call that was cut short. */
  String meaning() {
    return switch (schema.repeat()) {
      case READS -> "it only reads, so a resume may call it again";
      case KEYED -> "a resume calls it again with the same idempotency key";
      case RECONCILED -> "a resume asks it what became of a call that was cut short";
      case ONCE -> "a resume never calls it again";
    };
  }

  /** True if a call may change something outside. */
  boolean acts() {
    return schema.repeat() != Repeat.READS;
  }

  /**
   * Its parameters, some lines each.
   *
   * @param width in columns
   */
  List<String> parameters(int width) {
    List<String> required = texts(schema.parameterTree().path("required"));
    var lines = new ArrayList<String>();
    for (Map.Entry<String, JsonNode> field :
        schema.parameterTree().path("properties").properties()) {
      JsonNode shape = field.getValue();
      String byDefault =
          shape.has("default")
              ? ", default " + shape.get("default")
              : required.contains(field.getKey()) ? ", required" : "";
      lines.add("  %s (%s%s)".formatted(field.getKey(), type(shape), byDefault));
      String about = shape.path("description").asText("");
      if (!about.isEmpty()) {
        lines.addAll(TextRows.hang("      ", about, width));
      }
    }
    return lines;
  }

  /** A call that could be typed: every required parameter, or else the first one. */
  String example() {
    List<String> required = texts(schema.parameterTree().path("required"));
    String words =
        schema.parameterTree().path("properties").properties().stream()
            .filter(field -> required.contains(field.getKey()))
            .map(field -> " " + field.getKey() + "=" + sample(field.getValue()))
            .collect(Collectors.joining());
    String own =
        from.equals(BUILT_IN)
            ? ""
            : from.startsWith(FORMULA) ? " --formulas " + formula() : " --tools " + from;
    return "bivouac tool call %s%s%s".formatted(schema.name(), words, own);
  }

  ObjectNode json() {
    ObjectNode node =
        JSON.createObjectNode()
            .put("name", schema.name())
            .put("description", schema.description())
            .put("repeat", repeat())
            .put("from", from);
    node.set("parameters", schema.parameterTree());
    return node;
  }

  static List<String> texts(JsonNode array) {
    var texts = new ArrayList<String>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  private static String type(JsonNode shape) {
    List<String> choices = texts(shape.path("enum"));
    if (!choices.isEmpty()) {
      return "one of " + String.join(", ", choices);
    }
    String type = shape.path("type").asText("value");
    return switch (type) {
      case "string" -> "text";
      case "array" -> "list of " + type(shape.path("items"));
      default -> type;
    };
  }

  private static String sample(JsonNode shape) {
    if (shape.has("default")) {
      return shape.get("default").asText();
    }
    List<String> choices = texts(shape.path("enum"));
    return switch (shape.path("type").asText("string")) {
      case "integer", "number" -> "1";
      case "boolean" -> "true";
      case "object" -> "'{}'";
      case "array" -> "...";
      default -> choices.isEmpty() ? "..." : choices.getFirst();
    };
  }

  /** The one of that name. */
  static DeclaredTool named(String name, List<DeclaredTool> tools) {
    return tools.stream()
        .filter(tool -> tool.schema().name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new UnknownNameException(
                "Tool", name, tools.stream().map(tool -> tool.schema().name()).toList()));
  }
}
