package dev.bivouac.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bivouac.run.CallKey;
import dev.bivouac.run.RunId;
import dev.bivouac.run.Text;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolboxTest {
  private static final CallKey KEY = new CallKey(2, 1);
  private static final ToolContext CONTEXT = new ToolContext(new RunId("0123456789ab"), KEY, 3);

  record Span(LocalDate from, Optional<LocalDate> to, Optional<List<Integer>> pages) {}

  /** Gives back what it got. */
  static final class Echo {
    @Tool("Echoes.")
    public String plain(
        String text, int small, BigDecimal exact, Set<Long> numbers, Map<String, Boolean> flags) {
      return Arrays.asList(text, small, exact, numbers, flags).toString();
    }

    @Tool("Echoes.")
    public String formed(
        ToolSchemaTest.Order order,
        Instant at,
        Duration wait,
        ZoneId zone,
        URI page,
        ToolContext context) {
      return Arrays.asList(order, at, wait, zone, page, context.call()).toString();
    }

    @Tool("Echoes.")
    public String span(Span span) {
      return span.toString();
    }

    @Tool("Echoes.")
    public String maybe(
        @P(value = "a", required = false) @Nullable String absent,
        @P(value = "b", defaultValue = "7") int number,
        @P(value = "c", defaultValue = "[1,2]") List<Integer> numbers,
        @P(value = "d", defaultValue = "PT1H") Optional<Duration> wait,
        Optional<String> none) {
      return absent + " " + number + " " + numbers + " " + wait + " " + none;
    }
  }

  /** Gives back all sorts of things. */
  static final class Returns {
    @Tool("Gives nothing back.")
    public void nothing() {}

    @Tool("Gives null back.")
    public @Nullable String nullText() {
      return null;
    }

    @Tool("Gives a record back.")
    public Span structure() {
      return new Span(LocalDate.of(2026, 11, 22), Optional.empty(), Optional.of(List.of(1)));
    }

    @Tool("Gives more than text back.")
    public ToolOutput more() {
      return new ToolOutput("text \uD83C", Map.of("url", "https://a.example/\uD83C"));
    }

    @Tool("Gives very much back.")
    public String much() {
      return "x".repeat(Toolbox.MAX_RESULT - 1) + "\uD83C\uDFD5" + "x".repeat(10);
    }

    @Tool("Gives itself back.")
    public Object loop() {
      var list = new ArrayList<Object>();
      list.add(list);
      return list;
    }

    @Tool("Is busy.")
    public String failsForNow() {
      throw new RetryableToolFailure("Busy.", Optional.empty());
    }

    @Tool("Fails with a word for the model.")
    public String fails() {
      throw new ToolFailure("No such page \uD83C. Try another.");
    }
  }

  /** What a subclass may add to. */
  abstract static class Shelf {
    @Tool("Inherited.")
    public String inherited() {
      return "from above";
    }

    @Tool("Overridden, as it was.")
    public String overridden() {
      return "above";
    }
  }

  /** Has tools in every place that Java knows. */
  static final class Everywhere extends Shelf implements Lookup {
    @Override
    public String overridden() {
      return "below";
    }

    @Tool("Private.")
    @SuppressWarnings("UnusedMethod")
    private String hidden() {
      return "hidden";
    }

    @Tool("Static.")
    static String fixed() {
      return "fixed";
    }

    @Override
    public String lookUp(String word) {
      return word + "!";
    }
  }

  /** One method, to be written as a lambda. */
  @FunctionalInterface
  interface Lookup {
    @Tool("Looks a word up.")
    String lookUp(String word);
  }

  @Test
  void bindsEveryType() {
    assertThat(
            call(
                new Echo(),
                "plain",
                "{\"text\":\"t\",\"small\":3.0,\"exact\":0.1234567890123456789,"
                    + "\"numbers\":[1,5000000000],\"flags\":{\"on\":true}}"))
        .isEqualTo(success("[t, 3, 0.1234567890123456789, [1, 5000000000], {on=true}]"));
    assertThat(
            call(
                new Echo(),
                "formed",
                "{\"order\":\"OLDEST\",\"at\":\"2026-11-22T07:00:00Z\",\"wait\":\"PT5M\","
                    + "\"zone\":\"UTC\",\"page\":\"https://a.example/\"}"))
        .isEqualTo(success("[OLDEST, 2026-11-22T07:00:00Z, PT5M, UTC, https://a.example/, 2.1]"));
  }

  @Test
  void bindsRecordsWithOptionalParts() {
    assertThat(call(new Echo(), "span", "{\"span\":{\"from\":\"2026-01-01\"}}"))
        .isEqualTo(success("Span[from=2026-01-01, to=Optional.empty, pages=Optional.empty]"));
    assertThat(
            call(
                new Echo(),
                "span",
                "{\"span\":{\"from\":\"2026-01-01\",\"to\":\"2026-01-02\",\"pages\":[1]}}"))
        .isEqualTo(success("Span[from=2026-01-01, to=Optional[2026-01-02], pages=Optional[[1]]]"));
    assertThat(call(new Echo(), "span", "{\"span\":{\"from\":\"2026-01-01\",\"to\":null}}"))
        .isEqualTo(success("Span[from=2026-01-01, to=Optional.empty, pages=Optional.empty]"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"{}", "{\"absent\":null,\"number\":null,\"none\":null}"})
  void fillsInWhatIsAbsent(String arguments) {
    assertThat(call(new Echo(), "maybe", arguments))
        .isEqualTo(success("null 7 [1, 2] Optional[PT1H] Optional.empty"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"span\":{\"from\":\"yesterday\"}} | Field 'span' must be",
        "{\"span\":{\"from\":\"2026-01-01\",\"pages\":[99999999999]}} | Field 'span' must be"
      })
  void saysWhichValueCannotBeRead(String arguments, String said) {
    assertThat(call(new Echo(), "span", arguments))
        .isInstanceOfSatisfying(
            ToolResult.Failure.class, failure -> assertThat(failure.text()).startsWith(said));
  }

  @Test
  void readsWhatToolsGiveBack() {
    var tool = new Returns();

    assertThat(call(tool, "nothing", "{}")).isEqualTo(success("Done."));
    assertThat(call(tool, "nullText", "{}")).isEqualTo(success("null"));
    assertThat(call(tool, "structure", ""))
        .isEqualTo(success("{\"from\":\"2026-11-22\",\"to\":null,\"pages\":[1]}"));
    assertThat(call(tool, "more", "{}"))
        .isEqualTo(
            new ToolResult.Success("text \uFFFD", Map.of("url", "https://a.example/\uFFFD")));
    assertThat(call(tool, "fails", "{}"))
        .isEqualTo(new ToolResult.Failure("No such page \uFFFD. Try another."));
  }

  @Test
  void cutsWhatIsTooLongAndSaysSo() {
    String text = call(new Returns(), "much", "{}").text();

    assertThat(text)
        .hasSizeLessThan(Toolbox.MAX_RESULT + 100)
        .endsWith("x\n[Cut here: the result has 200,011 characters.]");
    assertThat(Text.wellFormed(text)).isEqualTo(text);
  }

  @Test
  void survivesAResultWithoutEnd() {
    assertThat(call(new Returns(), "loop", "{}")).isInstanceOf(ToolResult.Failure.class);
  }

  @Test
  void repairsHalvesOfCharactersInRefusals() {
    String refused = call(new Echo(), "span", "{\"span\":\"\\ud83c\"}").text();

    assertThat(Text.wellFormed(refused)).isEqualTo(refused);
  }

  @Test
  void findsToolsWhereverTheyAreDeclared() {
    Toolbox toolbox = Toolbox.of(List.of(new Everywhere()));

    assertThat(toolbox.schemas())
        .extracting(ToolSchema::name)
        .containsExactly("fixed", "hidden", "inherited", "lookUp", "overridden");
    assertThat(call(new Everywhere(), "overridden", "{}")).isEqualTo(success("below"));
    assertThat(call(new Everywhere(), "hidden", "{}")).isEqualTo(success("hidden"));
    assertThat(call(new Everywhere(), "fixed", "{}")).isEqualTo(success("fixed"));
  }

  @Test
  void takesLambdasAndAnonymousClasses() {
    Lookup lambda = word -> word + "?";
    var anonymous =
        new Lookup() {
          @Override
          public String lookUp(String word) {
            return word + "!";
          }
        };

    assertThat(call(lambda, "lookUp", "{\"word\":\"a\"}")).isEqualTo(success("a?"));
    assertThat(call(anonymous, "lookUp", "{\"word\":\"a\"}")).isEqualTo(success("a!"));
  }

  @Test
  void handsOnAFailureThatMayPass() {
    assertThatExceptionOfType(RetryableToolFailure.class)
        .isThrownBy(() -> call(new Returns(), "failsForNow", "{}"));
  }

  private static ToolResult call(Object tool, String name, String arguments) {
    return Toolbox.of(List.of(tool))
        .call(new ToolCall(KEY, "id", name, arguments, Optional.empty()), CONTEXT);
  }

  private static ToolResult.Success success(String text) {
    return new ToolResult.Success(text);
  }
}
