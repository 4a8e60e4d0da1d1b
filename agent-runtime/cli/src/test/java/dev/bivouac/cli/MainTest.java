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
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {
  @TempDir private Path folder;

  private Shell shell;
  private String out = "";
  private String err = "";

  @BeforeEach
  void aStoreOfItsOwn() {
    shell = new Shell(folder);
  }

  @Test
  void writesAReportOfflineAndSaysWhere() throws IOException {
    int code = offline("--articles", "4");

    assertThat(code).as(err).isZero();
    assertThat(out.strip()).endsWith(".md");
    assertThat(report())
        .contains("no language model wrote this report")
        .contains("## Sources")
        .doesNotContain("**[");
    assertThat(err).contains("Step 1:").contains("fetch_article").contains("Checked:");
  }

  @Test
  void printsOneJsonDocumentAndNothingElseOnStdout() throws IOException {
    int code = offline("--articles", "2", "--json", "--quiet");

    JsonNode document = new ObjectMapper().readTree(out);
    assertThat(code).isZero();
    assertThat(document.path("status").asText()).isEqualTo("completed");
    assertThat(document.path("rehearsal").asBoolean()).isTrue();
    assertThat(document.path("files")).hasSize(1);
    assertThat(document.path("steps").asInt()).isPositive();
    assertThat(document.path("toolCalls").asInt()).isGreaterThan(3);
    assertThat(document.path("cost").isNull()).isTrue();
  }

  @Test
  void theSameKeyAgainSaysWhereTheReportIs() throws IOException {
    assertThat(offline("--articles", "2", "--key", "today")).isZero();
    String first = out;

    assertThat(offline("--articles", "2", "--key", "today")).as(err).isZero();
    assertThat(out).isEqualTo(first);
    assertThat(err).contains("has this key already").doesNotContain("Step 1:");
    bivouac("ls", "--json");
    assertThat(new ObjectMapper().readTree(out)).hasSize(1);
  }

  @Test
  void resumingAFinishedRunWritesAMissingFileAgain() throws IOException {
    offline("--articles", "2");
    Path file = reports().getFirst();
    String before = Files.readString(file);
    Files.delete(file);

    assertThat(bivouac("resume", "last")).as(err).isZero();
    assertThat(Files.readString(file)).isEqualTo(before);
  }

  @Test
  void withoutAKeySaysInTwoLinesWhatToDo() {
    assertThat(bivouac("run", "daily-news-report")).isEqualTo(2);
    assertThat(err.lines()).hasSize(2);
    assertThat(err).contains("MOONSHOT_API_KEY").contains("--offline");
    assertThat(folder.resolve("store")).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run daily-news-reprt --offline | Did you mean daily-news-report?",
        "run daily-news-report --offline --topc x | Did you mean --topic",
        "run daily-news-report --offline -P topik=x | Did you mean topic?",
        "run daily-news-report --offline --articles many | articles",
        "run daily-news-report --provider moonshoot | Did you mean moonshot?",
        "run daily-news-report --provider custom | --base-url",
        "run daily-news-report --provider moonshot --base-url http://127.0.0.1/v1 | only ever sent to",
        "run daily-news-report --offline --max-steps 0 | maxSteps",
        "run daily-news-report --offline --max-cost 3 | no price is known",
        "show nothing | no runs yet",
        "resmue | Did you mean resume?",
        "run list --offline | Did you mean `bivouac ls`?",
        "run view --offline | Did you mean `bivouac show`?",
        "--continue | bivouac resume",
        "-p hello | bivouac ask",
        "run daily-news-report --offline --pages /no/such/folder | /no/such/folder",
        "run daily-news-report --offline --key .today | key must be"
      })
  void refusesWhatCannotBeMeant(String line, String hint) {
    assertThat(bivouac(line.split(" ", -1))).as(err).isEqualTo(2);
    assertThat(err).contains(hint);
  }

  @Test
  void aPrefixThatFitsSeveralRunsListsThem() throws IOException {
    for (int i = 0; i < 3; i++) {
      offline("--articles", "1", "--quiet");
    }

    assertThat(bivouac("show", "")).isEqualTo(2);
    assertThat(err).contains("fits 3 runs");
  }

  @Test
  void cancelEndsARunThatNobodyHolds() {
    assertThat(paused(Fault.QUOTA_EXCEEDED)).isEqualTo(3);

    assertThat(bivouac("cancel", "last")).as(err).isZero();
    assertThat(bivouac("resume", "last")).isEqualTo(1);
    assertThat(err).contains("cancelled");
    assertThat(bivouac("show", "last")).isZero();
    assertThat(out).contains("Cancelled");
  }

  @Test
  void aRefusedQuotaPausesTheRunWhichThenGoesOn() {
    assertThat(paused(Fault.QUOTA_EXCEEDED)).isEqualTo(3);
    assertThat(err).contains("is paused").contains("bivouac resume");

    try (var rehearsal = Rehearsal.start(RehearsalOptions.of(Clock.systemUTC()))) {
      shell.set("BIVOUAC_BASE_URL", rehearsal.modelBaseUrl().toString());
      shell.set("SEARXNG_URL", rehearsal.searchUrl().toString());
      assertThat(bivouac("resume")).as(() -> err).isZero();
    }
    assertThat(out).isNotBlank();
  }

  @Test
  void aWrongKeyAndAnUnknownModelPauseWithTheirRemedy() {
    try (var rehearsal = Rehearsal.start(RehearsalOptions.of(Clock.systemUTC()).key("right-key"))) {
      shell.set("BIVOUAC_API_KEY", "wrong-key");
      assertThat(ask(rehearsal, "kimi-k2-thinking")).isEqualTo(3);
      assertThat(err).contains("BIVOUAC_API_KEY").doesNotContain("wrong-key");

      shell.set("BIVOUAC_API_KEY", "right-key");
      assertThat(ask(rehearsal, "kimi-k9")).isEqualTo(3);
      assertThat(err).contains("kimi-k9").contains("--model").doesNotContain("right-key");
    }
  }

  @Test
  void whetherAKeyIsNeededIsForACustomServerToSay() {
    try (var rehearsal = Rehearsal.start(RehearsalOptions.of(Clock.systemUTC()))) {
      assertThat(ask(rehearsal, "kimi-k2-thinking")).isEqualTo(3);
      assertThat(err).contains("custom refused the key (401", "Check BIVOUAC_API_KEY.");
    }
  }

  @Test
  void aSearchServerThatIsNotThereIsToldBeforeTheFirstModelCall() {
    try (var rehearsal = Rehearsal.start(RehearsalOptions.of(Clock.systemUTC()))) {
      shell.set("BIVOUAC_API_KEY", "any");
      shell.set("SEARXNG_URL", "http://127.0.0.1:1");
      assertThat(
              bivouac(
                  "ask",
                  "x",
                  "--provider",
                  "custom",
                  "--base-url",
                  rehearsal.modelBaseUrl().toString()))
          .isEqualTo(1);
      assertThat(err).contains("No search provider works").contains("SEARXNG_URL");
      assertThat(rehearsal.modelRequests()).isZero();
    }
  }

  @Test
  void aStoreThatIsNoFolderIsNamed() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no store");
    shell.set("BIVOUAC_STORE", file.toString());

    assertThat(offline("--articles", "1")).isEqualTo(1);
    assertThat(err).contains(file.toString());
    assertThat(Files.readString(file)).isEqualTo("no store");
  }

  @Test
  void everyCommandHasHelpWithAnExample() {
    for (String command : List.of("run", "ask", "resume", "ls", "show", "cancel")) {
      assertThat(bivouac(command, "--help")).isZero();
      assertThat(out).contains("Example").contains("bivouac " + command);
    }
    for (String command : List.of("doctor", "demo", "config")) {
      assertThat(bivouac(command, "--help")).isZero();
      assertThat(out).contains("Example").contains("bivouac " + command);
    }
    assertThat(bivouac("--help")).isZero();
    assertThat(bivouac("-V")).isZero();
    assertThat(bivouac()).isEqualTo(2);
  }

  private int paused(Fault fault) {
    try (var rehearsal =
        Rehearsal.start(
            RehearsalOptions.of(Clock.systemUTC()).faults(FaultPlan.at(number -> fault)))) {
      shell.set("BIVOUAC_API_KEY", "any");
      return ask(rehearsal, "kimi-k2-thinking");
    }
  }

  private int ask(Rehearsal rehearsal, String model) {
    shell.set("SEARXNG_URL", rehearsal.searchUrl().toString());
    shell.set("BIVOUAC_MODEL", model);
    shell.set("BIVOUAC_BASE_URL", rehearsal.modelBaseUrl().toString());
    return bivouac("ask", "How do tides work?", "--provider", "custom");
  }

  private int offline(String... more) {
    var words = new ArrayList<>(List.of("run", "daily-news-report", "--offline"));
    words.addAll(List.of("--out", folder.resolve("reports").toString()));
    words.addAll(List.of(more));
    return bivouac(words.toArray(String[]::new));
  }

  private int bivouac(String... words) {
    int code = shell.bivouac(words);
    out = shell.out();
    err = shell.err();
    return code;
  }

  private String report() throws IOException {
    return Files.readString(reports().getFirst());
  }

  private List<Path> reports() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("reports"))) {
      return files.sorted().toList();
    }
  }
}
