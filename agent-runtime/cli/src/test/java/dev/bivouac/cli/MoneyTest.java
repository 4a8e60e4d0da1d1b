package dev.bivouac.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bivouac.rehearsal.Rehearsal;
import dev.bivouac.rehearsal.RehearsalOptions;
import dev.bivouac.rehearsal.model.Fault;
import dev.bivouac.rehearsal.model.FaultPlan;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that costs something at list prices, and of which an attempt failed: told everywhere. */
class MoneyTest {
  @TempDir private Path home;

  private Shell shell;
  private Rehearsal host;
  private String said = "";

  @BeforeEach
  void aRun() throws IOException {
    FaultPlan faults = FaultPlan.inOrder(Fault.NONE, Fault.CUT_IN_ANSWER);
    host = Rehearsal.start(RehearsalOptions.of(Clock.systemUTC()).models("k2").faults(faults));
    Path file = home.resolve(".bivouac").resolve("providers.json");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        {"providers": {"attic": {"like": "vllm", "baseUrl": "%s", "keyVariable": "ATTIC_API_KEY", "defaultModel": "k2", "models":
          {"k2": {"prices": {"cached": 0.1, "input": 1, "output": 4, "asOf": "2026-11-20"}}}}}}
        """
            .formatted(host.modelBaseUrl()));
    shell =
        new Shell(home)
            .set("SEARXNG_URL", host.searchUrl().toString())
            .set("ATTIC_API_KEY", "a-key-for-tests");
    String goal = "Rehearsal call: date {\"zone\":\"UTC\"}";
    int code = shell.bivouac("ask", goal, "--provider", "attic", "--max-cost", "1", "--json");
    said = shell.err();
    assertThat(code).as(said).isZero();
  }

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void isToldWithItsEstimatesWhileItHappens() {
    assertThat(said)
        .containsPattern("Step 1: .* tokens in.* out, ~0\\.\\d{4} USD\\)")
        .containsPattern("Step 2: attempt 1 failed: .* tokens in.* out, ~0\\.\\d{4} USD\\)")
        .containsPattern("tokens, ~0\\.\\d{4} USD at list prices of 2026-11-20");
  }

  @Test
  void isTheSameSumInEveryDocument() throws IOException {
    JsonNode run = json(shell.out());
    JsonNode cost = run.path("cost");
    assertThat(cost.path("usd").decimalValue()).isPositive();
    assertThat(cost.path("estimated").asBoolean()).isTrue();
    assertThat(cost.path("pricesAsOf").asText()).isEqualTo("2026-11-20");

    assertThat(shell.bivouac("ls", "--json")).isZero();
    JsonNode listed = json(shell.out()).get(0);
    assertThat(listed.path("cost")).isEqualTo(cost);
    assertThat(listed.path("tokens")).isEqualTo(run.path("tokens"));

    assertThat(shell.bivouac("show", "last", "--json", "--full")).isZero();
    JsonNode shown = json(shell.out());
    assertThat(shown.path("cost")).isEqualTo(cost);
    assertThat(shown.path("costSaidByProviderUsd").decimalValue()).isZero();
    assertThat(shown.path("tokensWithoutPrice").asLong(-1)).isZero();
    assertThat(sum(shown.path("story"), "/cost/usd"))
        .isEqualByComparingTo(cost.path("usd").decimalValue());
    assertThat(shown.at("/story/1/cost/pricesAsOf").asText()).isEqualTo("2026-11-20");

    assertThat(shell.bivouac("cost", "last", "--json")).isZero();
    JsonNode bill = json(shell.out());
    assertThat(bill.path("cost")).isEqualTo(cost);
    assertThat(bill.path("pricesAsOf").asText()).isEqualTo("2026-11-20");
    BigDecimal failed = bill.at("/failed/cost/usd").decimalValue();
    assertThat(failed).isPositive();
    assertThat(sum(bill.path("parts"), "/usd").add(failed))
        .isCloseTo(cost.path("usd").decimalValue(), within(new BigDecimal("0.00001")));
  }

  @Test
  void isToldToPeopleWithTheDayOfThePrices() {
    String whole =
        "~0\\.\\d{4} USD of at most 1 USD,\\s+estimated\\s+from\\s+list\\s+prices\\s+of\\s+2026-11-20";

    assertThat(shell.bivouac("show", "last")).isZero();
    assertThat(shell.out())
        .containsPattern("Cost +" + whole)
        .containsPattern("Step 1  .* out, ~0\\.\\d{4} USD");
    assertThat(shell.bivouac("cost", "last")).isZero();
    assertThat(shell.out()).containsPattern("Cost: " + whole);
    assertThat(shell.bivouac("ls")).isZero();
    assertThat(shell.out())
        .containsPattern("STEPS +USD +UPDATED")
        .containsPattern("ask +2 +~0\\.\\d{4} ");
    assertThat(shell.bivouac("store", "verify")).as(shell.out()).isZero();
  }

  private static BigDecimal sum(JsonNode array, String pointer) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(node -> node.at(pointer).decimalValue())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static JsonNode json(String text) throws IOException {
    return new ObjectMapper().readTree(text);
  }
}
