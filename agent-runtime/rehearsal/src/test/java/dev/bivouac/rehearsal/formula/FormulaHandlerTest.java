package dev.bivouac.rehearsal.formula;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.bivouac.rehearsal.Rehearsal;
import dev.bivouac.rehearsal.RehearsalOptions;
import dev.bivouac.rehearsal.text.Json;
import dev.bivouac.rehearsal.text.Sealed;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Official tools as the vendor's servers declare and carry them out. */
class FormulaHandlerTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private Rehearsal rehearsal =
      Rehearsal.start(RehearsalOptions.of(Clock.systemUTC()).key("right"));

  @AfterEach
  void close() {
    rehearsal.close();
  }

  @Test
  void sealsWhatASearchFindsSoThatOnlyTheModelReadsIt() throws Exception {
    JsonNode fiber = call("web-search", "web_search", "{\"query\":\"spring tide\"}");

    assertThat(fiber.path("status").asText()).isEqualTo("succeeded");
    assertThat(fiber.path("context").has("output")).isFalse();
    String sealed = fiber.path("context").path("encrypted_output").asText();
    assertThat(sealed).doesNotContain("http");
    assertThat(Sealed.open(sealed).orElseThrow()).contains("http");
    assertThat(rehearsal.formulaCalls()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 40, -1, -40})
  void aSealedTextThatWasChangedCannotBeOpened(int at) {
    String sealed = Sealed.seal("what was found ".repeat(20));
    int place = at < 0 ? sealed.length() + at : at;
    char other = sealed.charAt(place) == 'A' ? 'B' : 'A';

    assertThat(Sealed.open(sealed)).isPresent();
    assertThat(Sealed.open(sealed.substring(0, place) + other + sealed.substring(place + 1)))
        .isEmpty();
    assertThat(Sealed.open(sealed.substring(0, sealed.length() / 2))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "base64     | base64_encode | {\"data\":\"hi\"}      | succeeded | aGk=",
        "base64     | base64_decode | {\"data\":\"aGk=\"}    | succeeded | hi",
        "base64     | base64_decode | {\"data\":\"!\"}       | failed    |",
        "date       | date          | {\"operation\":\"time\"} | succeeded | UTC",
        "date       | date          | {\"zone\":\"Moon\"}    | failed    |",
        "fetch      | fetch         | {\"url\":\"none\"}     | failed    |",
        "web-search | web_search    | {}                     | failed    |",
        "web-search | other         | {\"query\":\"x\"}      | failed    |",
        "web-search | web_search    | [1                     | failed    |",
      })
  void carriesOutOrSaysWhyNot(
      String formula, String function, String arguments, String status, String output)
      throws Exception {
    JsonNode fiber = call(formula, function, arguments);

    assertThat(fiber.path("status").asText()).isEqualTo(status);
    if (output == null) {
      assertThat(fiber.path("context").path("error").asText()).isNotBlank();
    } else {
      assertThat(fiber.path("context").path("output").asText()).contains(output);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "right, moonshot/date:latest/tools, 200",
    "wrong, moonshot/date:latest/tools, 401",
    "right, moonshot/code_runner:latest/tools, 404",
    "right, moonshot/date:latest/fibers, 404",
    "right, other/date:latest/tools, 404"
  })
  void letsInWhoHasTheKey(String key, String path, int status) throws Exception {
    assertThat(get(key, path).statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_FOUND, 404",
    "WRONG_KEY, 401",
    "BUSY, 429",
    "UNAVAILABLE, 503",
    "SIGN_IN_PAGE, 200",
    "REDIRECT, 302"
  })
  void breaksAsItIsTold(FormulaFault fault, int status) throws Exception {
    rehearsal.close();
    rehearsal =
        Rehearsal.start(
            RehearsalOptions.of(Clock.systemUTC()).formulaFaults((name, call, number) -> fault));

    HttpResponse<String> answer = get("any", "moonshot/date:latest/tools");

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).doesNotContain("\"tools\"");
  }

  private HttpResponse<String> get(String key, String path)
      throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(URI.create(rehearsal.modelBaseUrl() + "/formulas/" + path))
            .header("Authorization", "Bearer " + key)
            .build(),
        BodyHandlers.ofString());
  }

  private JsonNode call(String formula, String function, String arguments)
      throws IOException, InterruptedException {
    String body = Json.object().put("name", function).put("arguments", arguments).toString();
    String path = "/formulas/moonshot/%s:latest/fibers".formatted(formula);
    return Json.parse(
            client
                .send(
                    HttpRequest.newBuilder(URI.create(rehearsal.modelBaseUrl() + path))
                        .header("Authorization", "Bearer right")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                    BodyHandlers.ofString())
                .body())
        .orElseThrow();
  }
}
