package dev.bivouac.kimi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bivouac.tool.ArgumentReading;
import dev.langchain4j.agent.tool.ToolSpecification;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tools of a request, by which the calls of its answer are understood. */
final class DeclaredTools {
  private static final Pattern PREFIX = Pattern.compile("^functions[._]?");
  private static final Pattern POSITION = Pattern.compile("[:._]?\\d+$");
  private static final String NAME = "name";

  private final Map<String, ToolSpecification> byName;

  DeclaredTools(List<ToolSpecification> tools) {
    this.byName =
        tools.stream()
            .collect(
                Collectors.toMap(ToolSpecification::name, Function.identity(), (one, same) -> one));
  }

  boolean isEmpty() {
    return byName.isEmpty();
  }

  boolean has(String name) {
    return byName.containsKey(name);
  }

  /** The schema of a tool's arguments; an empty object if there is no such tool. */
  JsonNode schema(String name) {
    ToolSpecification tool = byName.get(name);
    return tool == null || tool.parameters() == null
        ? WireJson.MAPPER.createObjectNode()
        : SchemaEncoder.encode(tool.parameters());
  }

  /**
   * The tool that is meant by a name or by an id of the model's own form: {@code functions.f:0},
   * {@code f:0}, {@code functions.f.0}, {@code functions_f_1}, {@code functionsf5} and the like,
   * all of which hosts were seen to send.
   */
  Optional<String> meant(String nameOrId) {
    String bare = PREFIX.matcher(nameOrId).replaceFirst("");
    return Stream.of(
            nameOrId,
            bare,
            POSITION.matcher(nameOrId).replaceFirst(""),
            POSITION.matcher(bare).replaceFirst(""))
        .filter(this::has)
        .max(Comparator.comparingInt(String::length));
  }

  /** A call whose name stands inside its arguments. */
  record Named(String name, String arguments) {}

  /** Takes the name out of the arguments, unless the tool itself has such an argument. */
  Optional<Named> namedInside(String arguments) {
    return ArgumentReading.of(arguments, WireJson.MAPPER.createObjectNode())
            instanceof ArgumentReading.Sound(String json)
        ? WireJson.parse(json)
            .filter(ObjectNode.class::isInstance)
            .flatMap(node -> namedInside((ObjectNode) node))
        : Optional.empty();
  }

  private Optional<Named> namedInside(ObjectNode arguments) {
    Optional<String> tool =
        meant(WireJson.text(arguments, NAME))
            .filter(name -> !schema(name).path("properties").has(NAME));
    arguments.remove(NAME);
    JsonNode wrapped = arguments.path("arguments");
    JsonNode bare = arguments.size() == 1 && wrapped.isObject() ? wrapped : arguments;
    return tool.map(name -> new Named(name, bare.toString()));
  }
}
