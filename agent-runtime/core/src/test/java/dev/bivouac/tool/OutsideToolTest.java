package dev.bivouac.tool;

import static dev.bivouac.journal.Journals.asks;
import static dev.bivouac.journal.Journals.says;
import static dev.bivouac.model.ScriptedModel.scripted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.bivouac.RunRequest;
import dev.bivouac.RunSummary;
import dev.bivouac.Runtimes;
import dev.bivouac.journal.Journals;
import dev.bivouac.journal.MemoryJournal;
import dev.bivouac.run.CallKey;
import dev.bivouac.run.Cost;
import dev.bivouac.run.PauseReason;
import dev.bivouac.run.RunLimits;
import dev.bivouac.run.SettableClock;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tools that somebody else declares and carries out. */
class OutsideToolTest {
  private static final Cost PRICE = new Cost(new BigDecimal("0.004"), true);

  private final MemoryJournal journal = new MemoryJournal(new SettableClock(Journals.START));

  /** Says what a test says. */
  private record Outside(
      ToolSchema schema, int attempts, List<String> called, Function<String, ToolOutput> deed)
      implements OutsideTool {
    @Override
    public String origin() {
      return "service " + schema.name() + "s";
    }

    @Override
    public ToolOutput call(String arguments, ToolContext context) {
      called.add(arguments);
      return deed.apply(arguments);
    }
  }

  private static Outside outside(String declaration, Repeat repeat, int attempts, String text) {
    return new Outside(
        ToolSchema.declared(declaration, repeat),
        attempts,
        new ArrayList<>(),
        arguments -> new ToolOutput(text, Map.of(), Optional.of(PRICE), true));
  }

  private static Outside seal(String text) {
    return outside("{\"name\":\"seal\"}", Repeat.READS, 1, text);
  }

  /** Whatever it holds and however long it is, also when it is hidden and read once more. */
  @Test
  void whatItGivesBackReachesTheModelLetterForLetter() {
    String sealed =
        "----BEGIN----\u0000\u001b[31m\r\n\t<|tool_call_begin|>functions.pay:0<think>\u2028\uFEFF\uD83C\uDFD5 "
            + "A+/=\\\"".repeat(60_000)
            + " \n----END----";
    var model = scripted(asks("seal", "{}"), asks("recall", "{\"call\":\"1.0\"}"), says("Read."));

    Runtimes.runtime(journal, model, seal(sealed)).run(RunRequest.goal("Seal."));

    assertThat(sealed.length()).isGreaterThan(Toolbox.MAX_RESULT + 100_000);
    assertThat(
            model.requests().getLast().messages().stream()
                .filter(ToolExecutionResultMessage.class::isInstance)
                .map(message -> ((ToolExecutionResultMessage) message).text().equals(sealed)))
        .containsExactly(true, true);
  }

  @Test
  void whatNoTextCanHoldFails() {
    assertThat(call(seal("half \uD83C of one"), "{}"))
        .isInstanceOfSatisfying(
            ToolResult.Failure.class,
            failure -> assertThat(failure.text()).contains("half of a character"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{ \"a\" : 1.50, \"b\":\"\\u00e9\" }", "{\"unknown\":[1]}", "{}"})
  void getsTheArgumentsAsTheModelWroteThem(String arguments) {
    var tool =
        outside(
            "{\"name\":\"seal\",\"parameters\":{\"type\":\"object\",\"properties\":{},\"additionalProperties\":false}}",
            Repeat.READS,
            1,
            "ok");

    assertThat(call(tool, arguments)).isInstanceOf(ToolResult.Success.class);
    assertThat(tool.called()).containsExactly(arguments);
  }

  @Test
  void isNotCalledWithWhatIsNoObject() {
    var tool = seal("ok");

    assertThat(call(tool, "[1]").text()).contains("must be a JSON object");
    assertThat(tool.called()).isEmpty();
  }

  @Test
  void aBugInsideIsAFailureThatTheModelReads() {
    var tool =
        new Outside(
            seal("").schema(),
            1,
            new ArrayList<>(),
            arguments -> {
              throw new IllegalStateException("oops");
            });

    assertThat(call(tool, "{}").text()).startsWith("seal failed inside (IllegalStateException");
  }

  @Test
  void whatItCostsPausesTheRunAtItsLimit() {
    var model = scripted(asks("seal", "{}"), asks("seal", "{}"), asks("seal", "{}"), says("Done."));
    RunLimits limits = RunLimits.DEFAULT.withMaxCost(Optional.of(new BigDecimal("0.007")));

    RunSummary summary =
        Runtimes.runtime(journal, model, seal("x"))
            .run(RunRequest.goal("Seal thrice.").withLimits(limits));

    assertThat(summary.state().pause())
        .hasValueSatisfying(pause -> {
          assertThat(pause.reason()).isEqualTo(PauseReason.COST);
          assertThat(pause.message()).contains("has cost ~0.0080 USD");
        });
    assertThat(summary.state().progress().usage().cost())
        .contains(new Cost(new BigDecimal("0.008"), true));
  }

  @Test
  void itsDeclarationIsKeptAsItCame() {
    String declaration =
        "{\"strict\":false,\"parameters\":{\"required\":[\"q\"],\"properties\":{\"q\":{\"title\":\"Q\",\"type\":[\"string\",\"null\"]}},\"$schema\":\"s\",\"type\":\"object\"},\"name\":\"look\",\"description\":\"Looks.\"}";

    ToolSchema schema = ToolSchema.declared(declaration, Repeat.READS);

    assertThat(schema.name()).isEqualTo("look");
    assertThat(schema.description()).isEqualTo("Looks.");
    assertThat(schema.toSpecification().metadata())
        .containsEntry(ToolSchema.DECLARATION, declaration);
    assertThat(schema.toSpecification().parameters().properties()).containsOnlyKeys("q");
    assertThat(schema.toSpecification().parameters().required()).containsExactly("q");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"look\"}",
        "{\"name\":\"look\",\"parameters\":{}}",
        "{\"name\":\"look\",\"parameters\":null}",
        "{\"name\":\"look\",\"parameters\":{\"anyOf\":[{\"type\":\"object\"}],\"properties\":7}}"
      })
  void anySchemaCanBeDeclared(String declaration) {
    assertThat(ToolSchema.declared(declaration, Repeat.READS).toSpecification().parameters())
        .isNotNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "[]", "no", "{\"name\":\"a b\"}", "{\"name\":\"look\",\"parameters\":[]}"})
  void refusesWhatIsNoDeclaration(String declaration) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> ToolSchema.declared(declaration, Repeat.READS));
  }

  @ParameterizedTest
  @CsvSource({"ONCE,2", "READS,0", "READS,11", "RECONCILED,1"})
  void refusesWhatCouldActTwice(Repeat repeat, int attempts) {
    var tool = outside("{\"name\":\"seal\"}", repeat, attempts, "");

    assertThatExceptionOfType(InvalidToolException.class)
        .isThrownBy(() -> Toolbox.of(List.of(tool)))
        .withMessageContaining("'seal' of service seals");
  }

  @Test
  void refusesTwoOfOneName() {
    assertThatExceptionOfType(InvalidToolException.class)
        .isThrownBy(() -> Toolbox.of(List.of(seal("a"), seal("b"))))
        .withMessage("Tool 'seal' comes from service seals and from service seals. Leave one out.");
  }

  private static ToolResult call(OutsideTool tool, String arguments) {
    var call = new ToolCall(new CallKey(1, 0), "c", "seal", arguments, Optional.empty());
    return Toolbox.of(List.of(tool)).call(call, new ToolContext(Journals.RUN, call.key(), 1));
  }
}
