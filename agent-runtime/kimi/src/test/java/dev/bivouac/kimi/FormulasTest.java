package dev.bivouac.kimi;

import static dev.bivouac.kimi.FormulaLoopback.KEY;
import static dev.bivouac.kimi.FormulaLoopback.SEARCH;
import static dev.bivouac.kimi.FormulaLoopback.call;
import static dev.bivouac.kimi.FormulaLoopback.fiber;
import static dev.bivouac.kimi.FormulaLoopback.json;
import static dev.bivouac.kimi.FormulaLoopback.list;
import static dev.bivouac.kimi.FormulaLoopback.listOf;
import static dev.bivouac.kimi.FormulaLoopback.succeeded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bivouac.AgentRuntime;
import dev.bivouac.RunRequest;
import dev.bivouac.RunSummary;
import dev.bivouac.Runtimes;
import dev.bivouac.journal.Journals;
import dev.bivouac.journal.MemoryJournal;
import dev.bivouac.run.SettableClock;
import dev.bivouac.tool.OutsideTool;
import dev.bivouac.tool.Repeat;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which official tools a host offers, and what is said where it offers none. */
@Timeout(60)
class FormulasTest {
  private FormulaLoopback host;

  @BeforeEach
  void open() throws IOException {
    host = new FormulaLoopback();
  }

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void declaresWhatTheVendorSaysWordForWord() {
    OutsideTool search = host.search();

    assertThat(search.schema().declaration()).contains(SEARCH);
    assertThat(search.schema().name()).isEqualTo("web_search");
    assertThat(search.schema().repeat()).isEqualTo(Repeat.READS);
    assertThat(search.origin()).isEqualTo("formula moonshot/web-search:latest");
    var request = host.host().onlyRequest();
    assertThat(request.path()).isEqualTo("/v1/formulas/moonshot/web-search:latest/tools");
    assertThat(request.headers().get("Authorization")).containsExactly("Bearer " + KEY);
  }

  @ParameterizedTest
  @CsvSource({
    "web-search, READS", "fetch, READS", "date, READS", "convert, READS", "base64, READS",
    "random-choice, READS", "rethink, READS", "mew, READS", "memory, ONCE", "excel, ONCE",
    "code-runner, ONCE", "quickjs, ONCE", "something-new, ONCE"
  })
  void knowsWhatRepeatingMeans(String name, Repeat repeat) {
    host.answering(list(name), json(listOf("{\"name\":\"some_function\"}")));

    OutsideTool tool = host.tools(name).getFirst();

    assertThat(tool.schema().repeat()).isEqualTo(repeat);
    assertThat(tool.attempts()).isEqualTo(repeat == Repeat.READS ? 3 : 1);
  }

  @Test
  void asksForSeveralAndKnowsWhichFunctionIsWhose() {
    host.answering(
        list("base64"),
        json(listOf("{\"name\":\"base64_encode\"}", "{\"name\":\"base64_decode\"}")));
    host.answering(fiber("base64"), json(succeeded("\"output\":\"aGk=\"")));

    List<OutsideTool> tools = host.tools("web-search", "base64", "base64");

    assertThat(tools)
        .extracting(tool -> tool.schema().name())
        .containsExactly("web_search", "base64_encode", "base64_decode");
    assertThat(call(tools.get(1), "{\"data\":\"hi\"}").text()).isEqualTo("aGk=");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "404 | text/html | <html><title>404</title></html> | has no formula 'web-search'",
        "401 | application/json | {\"error\":{\"message\":\"no sk-a-key-that-nobody-may-see\"}} | refused the key",
        "503 | text/html | <html><title>Down</title></html> | loopback is busy",
        "200 | text/html | <html><title>Sign in</title></html> | a web page ('Sign in')",
        "200 | application/json | {\"object\":\"list\"} | lists no functions",
        "200 | application/json | {\"tools\":[]} | lists no functions",
        "200 | application/json | {\"tools\":[7]} | declares something else than a function",
        "200 | application/json | {\"tools\":[{\"type\":\"function\",\"function\":{}}]} | tool name must be",
        "200 | application/json | {\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"web_search\",\"parameters\":[]}}]} | must be a JSON object",
        "301 | text/html | '' | redirect",
      })
  void whatCannotBeOfferedIsSaidAtTheStart(int status, String type, String body, String said) {
    host.answering(list("web-search"), LoopbackHost.bytes(status, type, body));

    assertThatExceptionOfType(FormulasException.class)
        .isThrownBy(host::search)
        .withMessageContaining(said)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain(KEY));
  }

  @Test
  void namesWhatMayHaveBeenMeant() {
    assertThatExceptionOfType(FormulasException.class)
        .isThrownBy(() -> host.tools("code_runner"))
        .withMessageContaining("has no formula 'code_runner'")
        .withMessageContaining("code-runner?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> host.tools("../models"))
        .withMessageContaining("'../models'");
  }

  @Test
  void aFunctionOfTwoFormulasIsRefusedNamingBoth() {
    host.answering(list("other"), json(listOf("{\"name\":\"web_search\"}")));

    assertThatExceptionOfType(FormulasException.class)
        .isThrownBy(() -> host.tools("web-search", "other"))
        .withMessageContaining(
            "'web_search' comes from formula moonshot/web-search:latest and from formula moonshot/other:latest");
  }

  @Test
  void waitsNoLongerForAListThanItIsTold() {
    host.answering(list("web-search"), host.host().stallsAfter("{"));

    assertThatExceptionOfType(FormulasException.class)
        .isThrownBy(
            () -> host.formulas().tools(List.of(new Formula("web-search")), Duration.ofMillis(1)))
        .withMessageContaining("did not answer within");
  }

  /** The vendor's declaration out, the sealed result back: both exactly as they came. */
  @Test
  void theNextRequestHoldsExactlyWhatTheHostSaid() {
    String sealed =
        "----MOONSHOT ENCRYPTED BEGIN----\\u0001<|tool_call_begin|>functions.x:0\\\"\\n"
            + "QUJD+/=".repeat(45_000)
            + "----MOONSHOT ENCRYPTED END----";
    host.answering(fiber("web-search"), json(succeeded("\"encrypted_output\":\"" + sealed + "\"")));
    var turns = new AtomicInteger();
    host.answering(
        "/v1/chat/completions",
        exchange ->
            LoopbackHost.stream(
                    turns.incrementAndGet() == 1
                        ? "{\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"web_search:0\",\"type\":\"function\",\"function\":{\"name\":\"web_search\",\"arguments\":\"{\\\"query\\\":\\\"x\\\"}\"}}]}}]}"
                        : FieldRun.text("Done."),
                    OneHostTest.finish(turns.get() == 1 ? "tool_calls" : "stop"))
                .to(exchange));
    var model = host.setup().build();

    RunSummary summary =
        AgentRuntime.builder()
            .journal(new MemoryJournal(new SettableClock(Journals.START)))
            .model(model, KimiProfile.of(model))
            .tools(host.search())
            .patience(Runtimes.PATIENCE)
            .clock(new SettableClock(Journals.START))
            .random(new Random(1))
            .build()
            .run(RunRequest.goal("Search."));

    assertThat(summary.status().over()).as(() -> "" + summary.state().pause()).isTrue();
    String last = host.host().received().getLast().body();
    assertThat(last.contains("\"content\":\"" + sealed + "\"")).isTrue();
    assertThat(last).contains("{\"type\":\"function\",\"function\":" + SEARCH + "}");
  }
}
