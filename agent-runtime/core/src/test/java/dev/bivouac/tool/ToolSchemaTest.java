package dev.bivouac.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a tool's Java types become for the model, and what is refused. */
class ToolSchemaTest {
  enum Order {
    NEWEST,
    OLDEST
  }

  record Span(LocalDate from, Optional<LocalDate> to) {}

  record Filter(Span span, List<String> words) {}

  record Tree(List<Tree> branches) {}

  /** Takes one of every type that there is. */
  static final class Everything {
    @Tool("Takes plain values.")
    public String plain(
        String text, boolean flag, int small, Long large, double ratio, BigDecimal exact) {
      return "";
    }

    @Tool("Takes texts of a form.")
    public String formed(
        Order order, LocalDate day, Instant at, Duration wait, ZoneId zone, URI page) {
      return "";
    }

    @Tool("Takes several values in one.")
    public String several(
        List<String> words,
        Set<Integer> numbers,
        Map<String, Span> spans,
        Optional<String> note,
        Filter filter,
        ToolContext context) {
      return "";
    }
  }

  /** Says more about its parameters. */
  static final class Described {
    @Tool(
        name = "look-up",
        value = {"Looks", "up."})
    public String find(
        @P("what to find") String what,
        @P(name = "max", description = "how many", defaultValue = "10") int most,
        @P(value = "since when", required = false) Instant since,
        @P(value = "in which order", defaultValue = "NEWEST") Order order,
        @P(value = "where", defaultValue = "[\"here\"]") List<String> places) {
      return "";
    }
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          text    | {"type":"string"}
          flag    | {"type":"boolean"}
          small   | {"type":"integer"}
          large   | {"type":"integer"}
          ratio   | {"type":"number"}
          exact   | {"type":"number"}
          order   | {"type":"string","enum":["NEWEST","OLDEST"]}
          day     | {"type":"string","description":"an ISO 8601 date, such as 2026-11-22"}
          at      | {"type":"string","description":"an ISO 8601 instant, such as 2026-11-22T07:30:00Z"}
          wait    | {"type":"string","description":"an ISO 8601 duration, such as PT30M"}
          zone    | {"type":"string","description":"an IANA time zone, such as Europe/Paris"}
          page    | {"type":"string","description":"an absolute address, such as https://example.org/page"}
          words   | {"type":"array","items":{"type":"string"}}
          numbers | {"type":"array","items":{"type":"integer"}}
          note    | {"type":"string"}
          """)
  void declares(String parameter, String schema) {
    assertThat(everything().path(parameter)).hasToString(schema);
  }

  @Test
  void declaresRecordsAndMapsOfThem() {
    JsonNode properties = everything();

    assertThat(properties.at("/spans/additionalProperties/required")).hasToString("[\"from\"]");
    assertThat(properties.at("/filter/properties/span/properties/to/type").asText())
        .isEqualTo("string");
    assertThat(properties.at("/filter/additionalProperties").asBoolean(true)).isFalse();
  }

  @Test
  void doesNotShowTheContextToTheModel() {
    assertThat(everything().has("context")).isFalse();
  }

  @Test
  void requiresWhatMayNotBeAbsent() {
    assertThat(Toolbox.of(List.of(new Everything())).schemas())
        .extracting(schema -> schema.parameterTree().path("required").toString())
        .contains("[\"words\",\"numbers\",\"spans\",\"filter\"]");
    assertThat(only(new Described()).parameterTree().path("required")).hasToString("[\"what\"]");
  }

  @Test
  void declaresNamesDescriptionsAndDefaults() {
    ToolSchema schema = only(new Described());

    assertThat(schema.name()).isEqualTo("look-up");
    assertThat(schema.description()).isEqualTo("Looks up.");
    assertThat(schema.parameterTree().path("properties"))
        .hasToString(
            "{\"what\":{\"type\":\"string\",\"description\":\"what to find\"},"
                + "\"max\":{\"type\":\"integer\",\"description\":\"how many\",\"default\":10},"
                + "\"since\":{\"type\":\"string\",\"description\":\"since when; an ISO 8601 instant, such as 2026-11-22T07:30:00Z\"},"
                + "\"order\":{\"type\":\"string\",\"enum\":[\"NEWEST\",\"OLDEST\"],\"description\":\"in which order\",\"default\":\"NEWEST\"},"
                + "\"places\":{\"type\":\"array\",\"items\":{\"type\":\"string\"},\"description\":\"where\",\"default\":[\"here\"]}}");
  }

  @Test
  void isDeclaredToLangChain4jAsItIs() {
    for (ToolSchema schema : Toolbox.of(List.of(new Everything(), new Described())).schemas()) {
      var declared = schema.toSpecification();

      assertThat(declared.name()).isEqualTo(schema.name());
      assertThat(declared.parameters().properties().keySet())
          .containsExactlyInAnyOrderElementsOf(names(schema.parameterTree().path("properties")));
      assertThat(declared.toJson()).contains(schema.description());
    }
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        RefusedTools.TakesObject.class,
        RefusedTools.TakesArray.class,
        RefusedTools.TakesRawList.class,
        RefusedTools.TakesListOfOptionals.class,
        RefusedTools.TakesWildcards.class,
        RefusedTools.TakesMapByNumber.class,
        RefusedTools.TakesTree.class,
        RefusedTools.TakesDate.class,
        RefusedTools.TakesItsOwnType.class
      })
  void refusesTypesThatNoModelCanBeTold(Class<?> tool) {
    assertRefused(tool)
        .withMessageContaining(tool.getSimpleName() + ".take: parameter 'what' has type ")
        .withMessageContaining("Use text, a number");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource({
    "AbsentInt,parameter 'what' may be absent",
    "BadIntDefault,'what' has the default 'ten'",
    "BadEnumDefault,'what' has the default 'newest'",
    "BadDateDefault,'what' has the default 'today'",
    "BadFlagDefault,'what' has the default 'yes'",
    "BadListDefault,'what' has the default 'a'",
    "NoDescription,has no description",
    "ShortName,tool name must be 3 to 64",
    "RetriedOnce,asks for @Retry but is ONCE",
    "RetriedReconciled,asks for @Retry but is RECONCILED",
    "RetriedTooOften,@Retry attempts must be from 2 to 10",
    "NoReconciler,has no method 'found'",
    "ReconcilerOfAnotherType,has no method 'found'",
    "ReconcilerThatTakesMore,its reconciler 'found' takes 'who'",
    "ReconcilerThatTakesAnotherType,its reconciler 'found' takes 'what'",
    "SameName,is named 'take'"
  })
  void refuses(String tool, String problem) throws ClassNotFoundException {
    assertRefused(Class.forName(RefusedTools.class.getName() + "$" + tool))
        .withMessageContaining("Tool " + tool + ".")
        .withMessageContaining(problem);
  }

  @Test
  void refusesAnObjectWithoutTools() {
    assertThatExceptionOfType(InvalidToolException.class)
        .isThrownBy(() -> Toolbox.of(List.of("a string")))
        .withMessage("java.lang.String has no method with @Tool, so it is no tool.");
  }

  @Test
  void refusesTwoToolsOfOneName() {
    assertThatExceptionOfType(InvalidToolException.class)
        .isThrownBy(() -> Toolbox.of(List.of(new Described(), new Described())))
        .withMessageContaining("is named 'look-up', and so is Described.find. Rename one.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ab", "1st", "with space"})
  void refusesNamesThatAProviderRefuses(String name) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ToolSchema(name, "Does it.", "{}", Repeat.READS))
        .withMessageContaining("'" + name + "'");
  }

  private static ThrowableAssertAlternative<InvalidToolException> assertRefused(Class<?> tool) {
    return assertThatExceptionOfType(InvalidToolException.class)
        .isThrownBy(() -> Toolbox.of(List.of(tool.getDeclaredConstructor().newInstance())));
  }

  private static ToolSchema only(Object tool) {
    return Toolbox.of(List.of(tool)).schemas().getFirst();
  }

  /** The parameters of all its tools. */
  private static JsonNode everything() {
    ObjectNode all = JsonNodeFactory.instance.objectNode();
    for (ToolSchema schema : Toolbox.of(List.of(new Everything())).schemas()) {
      all.setAll((ObjectNode) schema.parameterTree().path("properties"));
    }
    return all;
  }

  private static List<String> names(JsonNode node) {
    var names = new ArrayList<String>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }
}
