package dev.bivouac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bivouac.rehearsal.Rehearsal;
import dev.bivouac.rehearsal.RehearsalOptions;
import dev.bivouac.rehearsal.model.Fault;
import dev.bivouac.rehearsal.model.FaultPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two providers of one model, each with its own key: the second takes over. */
class FallbackProvidersTest {
  private static final String FIRST_KEY = "a-key-for-the-attic";
  private static final String SECOND_KEY = "a-key-for-the-cellar";
  private static final String GOAL =
      """
      What day is it?
      Rehearsal call: date {"zone":"UTC"}
      Rehearsal call: date {"zone":"Asia/Tokyo"}
      """;

  @TempDir private Path home;

  private Shell shell;
  private Rehearsal attic;
  private Rehearsal cellar;

  @BeforeEach
  void twoHosts() throws IOException {
    // Both answer one call; from then on the account of the first has no money left.
    attic =
        Rehearsal.start(
            RehearsalOptions.of(Clock.systemUTC())
                .key(FIRST_KEY)
                .models("k2")
                .faults(FaultPlan.at(call -> call == 1 ? Fault.NONE : Fault.QUOTA_EXCEEDED)));
    cellar =
        Rehearsal.start(
            RehearsalOptions.of(Clock.systemUTC()).key(SECOND_KEY).models("owner/K2:free"));
    shell = new Shell(home).set("SEARXNG_URL", cellar.searchUrl().toString());
    shell.set("ATTIC_API_KEY", FIRST_KEY).set("CELLAR_API_KEY", SECOND_KEY);
    Path file = home.resolve(".bivouac").resolve("providers.json");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        {"providers": {
          "attic": {"like": "custom", "baseUrl": "%s", "keyVariable": "ATTIC_API_KEY",
            "defaultModel": "k2"},
          "cellar": {"like": "custom", "baseUrl": "%s", "keyVariable": "CELLAR_API_KEY",
            "defaultModel": "owner/K2:free", "models": {"owner/other": {"is": "k3"}}}}}
        """
            .formatted(attic.modelBaseUrl(), cellar.modelBaseUrl()));
  }

  @AfterEach
  void close() {
    attic.close();
    cellar.close();
  }

  @Test
  void goesOnWithTheNextProviderAndSaysSo() throws IOException {
    int code = shell.bivouac("ask", "--provider", "attic,cellar", "--json", GOAL);

    assertThat(code).as(shell.err()).isZero();
    assertThat(attic.modelRequests()).isEqualTo(2);
    assertThat(cellar.modelRequests()).isEqualTo(2);
    assertThat(shell.err())
        .containsPattern("going on with cellar/owner/K2:free, since attic/k2: .*quota")
        .doesNotContain(FIRST_KEY, SECOND_KEY);
    JsonNode summary = new ObjectMapper().readTree(shell.out());
    assertThat(summary.path("provider").asText()).isEqualTo("cellar");

    shell.bivouac("show", "last");
    assertThat(shell.out())
        .containsPattern("cellar/owner/K2:free was asked from here on, since attic/k2: ");
    shell.bivouac("show", "last", "--json");
    assertThat(new ObjectMapper().readTree(shell.out()).path("otherRequests").asInt(-1)).isZero();
    for (String step : new String[] {"1", "2", "3"}) {
      assertThat(shell.bivouac("show", "last", "--step", step, "--request")).isZero();
      assertThat(shell.err()).isEmpty();
      assertThat(new ObjectMapper().readTree(shell.out()).path("model").asText())
          .isEqualTo(step.equals("1") ? "k2" : "owner/K2:free");
    }
  }

  @Test
  void pausesWithEveryProvidersWordOnceAllHaveFailedAndGoesOnFromThere() {
    shell.set("CELLAR_API_KEY", "another");

    int code = shell.bivouac("ask", "--provider", "cellar,attic", GOAL);

    assertThat(code).isEqualTo(ExitCode.PAUSED);
    assertThat(shell.err())
        .contains("Every provider failed. attic/k2: ", "cellar/owner/K2:free: ")
        .contains("Go on with: bivouac resume ");

    shell.set("CELLAR_API_KEY", SECOND_KEY);
    assertThat(shell.bivouac("resume")).as(shell.err()).isZero();
    assertThat(attic.modelRequests()).isEqualTo(2);
  }

  @Test
  void refusesWhatIsNotTheSameModelAndWhatHasNoKey() {
    shell.bivouac("ask", "--provider", "attic,cellar/owner/other", "Hi");
    assertThat(shell.err())
        .contains("same model only: attic/k2 is k2, and cellar/owner/other is k3.");

    shell.bivouac("ask", "--provider", "attic,openrouter", "Hi");
    assertThat(shell.err()).contains("Which id k2 has at openrouter is not known");

    shell.unset("CELLAR_API_KEY").bivouac("ask", "--provider", "attic,cellar", "Hi");
    assertThat(shell.err()).contains("No key for provider cellar: set CELLAR_API_KEY to it");

    shell.bivouac("ask", "--provider", "attic,attic", "Hi");
    assertThat(shell.err()).contains("Provider attic stands twice in --provider");

    shell.bivouac("ask", "--provider", "custom,vllm", "--base-url", "http://127.0.0.1:1/v1", "Hi");
    assertThat(shell.err()).contains("Providers custom and vllm have no address");
    assertThat(attic.modelRequests() + cellar.modelRequests()).isZero();
  }

  @Test
  void areLookedAtByDoctorEachByItself() {
    assertThat(shell.bivouac("config", "set", "BIVOUAC_PROVIDER", "attic,cellar")).isZero();

    assertThat(shell.bivouac("doctor")).as(shell.out()).isZero();

    assertThat(shell.out())
        .containsPattern("ok +model +k2 is served")
        .containsPattern("ok +model +owner/K2:free is served");
  }
}
