package dev.bivouac.kimi;

import static dev.bivouac.kimi.FormulaLoopback.KEY;
import static dev.bivouac.kimi.FormulaLoopback.call;
import static dev.bivouac.kimi.FormulaLoopback.fiber;
import static dev.bivouac.kimi.FormulaLoopback.json;
import static dev.bivouac.kimi.FormulaLoopback.list;
import static dev.bivouac.kimi.FormulaLoopback.listOf;
import static dev.bivouac.kimi.FormulaLoopback.succeeded;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bivouac.run.Cost;
import dev.bivouac.tool.OutsideTool;
import dev.bivouac.tool.RetryableToolFailure;
import dev.bivouac.tool.ToolFailure;
import dev.bivouac.tool.ToolOutput;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls of official tools at a host that may answer anything. */
@Timeout(60)
class FormulaCallsTest {
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
  void passesArgumentsAsTheModelWroteThem() {
    host.answering(fiber("web-search"), json(succeeded("\"encrypted_output\":\"sealed\"")));
    String arguments = "{ \"query\": \"caf\u00e9 \\\"\\u00e9\\\" 1.50\",\"x\":[] }";

    call(host.search(), arguments);

    JsonNode sent = host.host().received().getLast().json();
    assertThat(sent.path("name").asText()).isEqualTo("web_search");
    assertThat(sent.path("arguments").asText()).isEqualTo(arguments);
    assertThat(sent).hasSize(2);
  }

  @Test
  void givesTheResultBackWithItsPrice() {
    host.answering(fiber("web-search"), json(succeeded("\"encrypted_output\":\"  sealed\\n\"")));

    ToolOutput output = call(host.search(), "{}");

    assertThat(output.text()).isEqualTo("  sealed\n");
    assertThat(output.whole()).isTrue();
    assertThat(output.cost())
        .contains(Cost.atListPrices(new BigDecimal("0.004"), LocalDate.of(2026, 11, 22)));
    assertThat(output.data()).containsEntry("formula", "moonshot/web-search:latest");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"output\":\"open\",\"encrypted_output\":\"sealed\" | open",
        "\"output\":\"\",\"encrypted_output\":\"sealed\" | sealed",
        "\"output\":null,\"encrypted_output\":\"sealed\" | sealed",
        "\"output\":\"\" | ''",
        "\"input\":\"i\",\"output\":\"{\\\"a\\\": 1}\" | {\"a\": 1}",
      })
  void readsTheOutputWhereverItStands(String context, String text) {
    host.answering(fiber("web-search"), json(succeeded(context)));

    assertThat(call(host.search(), "{}").text()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"status\":\"failed\",\"error\":\"no such city\",\"context\":{\"error\":\"x\"}} | web_search failed: no such city",
        "{\"status\":\"failed\",\"error\":{\"message\":\"deep\"}} | web_search failed: deep",
        "{\"status\":\"failed\",\"error\":\"\",\"context\":{\"error\":\"inner\",\"output\":\"o\"}} | web_search failed: inner",
        "{\"status\":\"failed\",\"error\":{\"code\":7}} | web_search failed: {\"code\":7}",
        "{\"status\":\"running\",\"context\":{\"output\":\"o\"}} | did not say why (its status is 'running')",
        "{\"context\":{\"output\":\"o\"}} | did not say why (its status is '')",
        "{\"error\":{\"type\":\"t\",\"message\":\"said in a 200\"}} | web_search failed: said in a 200",
        "{\"status\":\"succeeded\"} | no context, where the output belongs",
        "{\"status\":\"succeeded\",\"context\":\"text\"} | no context, where the output belongs",
        "{\"status\":\"succeeded\",\"context\":{}} | its answer has no output",
        "{\"status\":\"succeeded\",\"context\":{\"error\":\"but no\"}} | web_search failed: but no",
        "{\"status\":\"succeeded\",\"context\":{\"output\":{\"a\":1}}} | no text but of type object",
        "{\"status\":\"succeeded\",\"context\":{\"encrypted_output\":[1]}} | no text but of type array",
        "[] | something that is no JSON",
        "{\"status\":\"succ | something that is no JSON",
        "'' | nothing at all",
        "<html><title>Sign in</title></html> | a web page ('Sign in')",
      })
  void anAnswerWithoutAResultIsAFailureForTheModel(String body, String said) {
    host.answering(fiber("web-search"), LoopbackHost.bytes(200, "text/any", body));

    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> call(host.search(), "{}"))
        .withMessageContaining(said)
        .isNotInstanceOf(RetryableToolFailure.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | {\"error\":{\"type\":\"invalid_authentication_error\",\"message\":\"bad sk-a-key-that-nobody-may-see\"}} | refused the key",
        "403 | <html><title>Forbidden</title></html> | Check LOOPBACK_API_KEY. Keys of two places differ.",
        "404 | {\"error\":{\"message\":\"gone\"}} | has no formula 'web-search'",
        "400 | {\"error\":{\"type\":\"invalid_request_error\",\"message\":\"query is empty\"}} | Change the arguments",
        "302 | '' | which is not followed, so that the key goes nowhere else",
        "402 | {\"error\":\"pay\"} | Top it up",
        "429 | {\"error\":{\"type\":\"exceeded_current_quota_error\",\"message\":\"balance\"}} | Top it up",
      })
  void aRefusalSaysWhatToDoAndIsNotTriedAgain(int status, String body, String said) {
    host.answering(
        fiber("web-search"), LoopbackHost.error(status, body, "Location", "http://127.0.0.1:1/"));

    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> call(host.search(), "{}"))
        .withMessageStartingWith("web_search: ")
        .withMessageContaining(said)
        .satisfies(failure -> {
          assertThat(failure).isNotInstanceOf(RetryableToolFailure.class);
          assertThat(failure.getMessage()).doesNotContain(KEY);
        });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "429 | {\"error\":{\"type\":\"engine_overloaded_error\",\"message\":\"busy\"}}",
        "500 | {\"error\":{\"type\":\"server_error\",\"message\":\"oops\"}}",
        "503 | <html><title>503 Service Unavailable</title></html>",
        "504 | ''",
      })
  void whatMayPassIsTriedAgainWhereRepeatingIsSafe(int status, String body) {
    host.answering(fiber("web-search"), LoopbackHost.error(status, body, "Retry-After", "7"));

    assertThatExceptionOfType(RetryableToolFailure.class)
        .isThrownBy(() -> call(host.search(), "{}"))
        .satisfies(failure -> assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"500 | is not known; do not assume", "429 | The call was not carried out."})
  void whatActsIsNeverTriedAgain(int status, String said) {
    host.answering(list("memory"), json(listOf("{\"name\":\"memory\"}")));
    host.answering(fiber("memory"), LoopbackHost.error(status, "{\"error\":\"e\"}"));
    OutsideTool memory = host.tools("memory").getFirst();

    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> call(memory, "{}"))
        .withMessageContaining(said)
        .isNotInstanceOf(RetryableToolFailure.class);
  }

  @Test
  void aBrokenConnectionMayPass() {
    host.answering(fiber("web-search"), LoopbackHost.breaksAfter("{\"status\":\"succ"));

    assertThatExceptionOfType(RetryableToolFailure.class)
        .isThrownBy(() -> call(host.search(), "{}"))
        .withMessageContaining("No connection to 127.0.0.1:" + host.host().port());
  }

  @Test
  void aResultThatIsTooLargeFailsAndIsNeverCut() {
    String body = succeeded("\"output\":\"" + "x".repeat(FormulaHost.LARGEST_BODY) + "\"");
    host.answering(fiber("web-search"), json(body));

    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> call(host.search(), "{}"))
        .withMessageContaining("answered with more than 8 MB, and a result is never cut");
  }

  @Test
  void bytesThatAreNoTextFail() {
    host.answering(
        fiber("web-search"),
        LoopbackHost.inParts(
            "{\"status\":\"succeeded\",\"context\":{\"output\":\"".getBytes(UTF_8),
            new byte[] {(byte) 0xC3, (byte) 0x28},
            "\"}}".getBytes(UTF_8)));

    assertThatExceptionOfType(ToolFailure.class)
        .isThrownBy(() -> call(host.search(), "{}"))
        .withMessageContaining("something that is no JSON");
  }

  @Test
  void stopsAtOnceWhenItsThreadIsInterrupted() throws InterruptedException {
    host.answering(fiber("web-search"), host.host().dripsAfter("{"));
    OutsideTool search = host.search();
    var thrown = new AtomicReference<Throwable>();
    Thread thread =
        Thread.startVirtualThread(() -> {
          try {
            call(search, "{}");
          } catch (ToolFailure e) {
            thrown.set(e);
          }
        });
    thread.interrupt();
    thread.join();

    assertThat(thrown.get()).hasMessageContaining("was interrupted");
  }
}
