package dev.bivouac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShowCommandTest {
  @TempDir private Path folder;

  private Shell shell;

  @BeforeEach
  void aFinishedRun() {
    shell = new Shell(folder);
    int code =
        shell.bivouac(
            "run",
            "daily-news-report",
            "--offline",
            "--articles",
            "2",
            "--quiet",
            "--out",
            folder.resolve("out").toString());
    assertThat(code).as(shell.err()).isZero();
  }

  @Test
  void tellsTheRunAndItsReport() throws IOException {
    assertThat(shell.bivouac("show", "last")).isZero();
    assertThat(shell.out())
        .contains("completed", "no language model took part", "Goal", "Step 1  +", "web_search")
        .contains(report());
    assertThat(shell.out()).doesNotContain("\u001b");
    assertThat(shell.err()).isEmpty();
  }

  @Test
  void theReportAloneIsTheFile() throws IOException {
    assertThat(shell.bivouac("show", "last", "--report")).isZero();
    assertThat(shell.out().strip()).isEqualTo(report().strip());
  }

  @Test
  void aStepAloneIsToldInFull() {
    assertThat(shell.bivouac("show", "last", "--step", "2", "--reasoning")).isZero();
    assertThat(shell.out())
        .startsWith("Step 2")
        .contains("  | ", "{\"query\":", "http://")
        .doesNotContain("Step 3");
    assertThat(shell.bivouac("show", "last", "--step", "99")).isEqualTo(2);
    assertThat(shell.err()).contains("has steps 1 to");
  }

  @Test
  void theRequestOfAStepIsTheVeryJsonThatWasSent() throws IOException {
    assertThat(shell.bivouac("show", "last", "--step", "3", "--request")).isZero();
    String third = shell.out();
    // Nothing is said of another digest than the journal's.
    assertThat(shell.err()).isEmpty();
    assertThat(new ObjectMapper().readTree(third).path("messages").size()).isGreaterThan(4);

    assertThat(shell.bivouac("show", "last", "--step", "2", "--request")).isZero();
    assertThat(third).startsWith(shell.out().substring(0, shell.out().length() - "]}".length()));

    assertThat(shell.bivouac("show", "last", "--request")).isEqualTo(2);
    assertThat(shell.bivouac("show", "last", "--step", "99", "--request")).isEqualTo(2);
    assertThat(shell.err()).contains("asked nothing for step 99");
    assertThat(shell.bivouac("show", "last", "--json")).isZero();
    assertThat(new ObjectMapper().readTree(shell.out()).path("otherRequests").asInt(-1)).isZero();
  }

  @Test
  void costTellsWhatTheTokensWere() throws IOException {
    assertThat(shell.bivouac("cost", "last")).isZero();
    assertThat(shell.out())
        .contains("results of fetch_article", "instructions, goal and tools", "No list price");

    assertThat(shell.bivouac("cost", "last", "--json")).isZero();
    JsonNode bill = new ObjectMapper().readTree(shell.out());
    assertThat(bill.path("parts").findValuesAsText("what")).contains("results of web_search");
    assertThat(bill.path("cacheSavedUsd").isNull()).isTrue();
  }

  @Test
  void writesOnePage() throws IOException {
    Path page = folder.resolve("run.html");
    Files.writeString(page, "an older one");

    assertThat(shell.bivouac("show", "last", "--html", page.toString())).as(shell.err()).isZero();
    assertThat(Jsoup.parse(Files.readString(page)).select("#report h3").text())
        .startsWith("The news of the day");
    assertThat(shell.out()).isEmpty();
    assertThat(shell.err()).contains("Wrote " + page);
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .noneMatch(name -> name.endsWith(".part"));
    }

    assertThat(shell.bivouac("show", "last", "--html", "-")).isZero();
    assertThat(shell.out()).startsWith("<!doctype html>");
    assertThat(shell.bivouac("show", "last", "--html", folder.resolve("no/where").toString()))
        .isEqualTo(1);
    assertThat(shell.err()).contains("cannot be written").contains("no/where");
  }

  @Test
  void jsonGainsEveryStepAndLosesNothing() throws IOException {
    var json = new ObjectMapper();
    assertThat(shell.bivouac("show", "last", "--json")).isZero();
    JsonNode brief = json.readTree(shell.out());
    assertThat(shell.bivouac("show", "last", "--json", "--full")).isZero();
    JsonNode whole = json.readTree(shell.out());

    brief
        .fieldNames()
        .forEachRemaining(
            name -> assertThat(whole.path(name)).as(name).isEqualTo(brief.path(name)));
    assertThat(whole.path("story")).hasSize(brief.path("steps").asInt());
    JsonNode call = whole.path("story").path(0).path("calls").path(0);
    assertThat(call.path("tool").asText()).isEqualTo("date");
    assertThat(call.path("outcome").asText()).isEqualTo("success");
    assertThat(call.path("seconds").isNumber()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--json --report", "--html x --step 1", "--report --step 1", "--json --html x"})
  void refusesTwoWaysAtOnce(String flags) {
    String[] words = ("show last " + flags).split(" ", -1);

    assertThat(shell.bivouac(words)).isEqualTo(2);
    assertThat(shell.err()).contains("only one of");
  }

  @Test
  void onATerminalItGoesThroughThePager() throws IOException {
    Path seen = folder.resolve("seen");
    Path pager = folder.resolve("my pager");
    Files.writeString(pager, "#!/bin/sh\necho \"$LESS $1\" >\"$2\"\ncat >>\"$2\"\n");
    assertThat(pager.toFile().setExecutable(true)).isTrue();

    String screen =
        onTerminal(Map.of("BIVOUAC_PAGER", "'%s' -x '%s'".formatted(pager, seen)), "show", "last");

    assertThat(screen).isEmpty();
    assertThat(Files.readString(seen))
        .startsWith("FRX -x\n")
        .contains("\u001b[1mStep 1\u001b[22m")
        .contains("## Sources");
  }

  @Test
  void aPagerThatLeavesEarlyIsNoError() {
    assertThat(onTerminal(Map.of("PAGER", "true"), "show", "last")).isEmpty();
  }

  @Test
  void aPagerThatIsNotThereIsSaidAndDoneWithout() {
    assertThat(onTerminal(Map.of("PAGER", "no-such-pager-here"), "show", "last"))
        .contains("no-such-pager-here")
        .contains("Step 1");
  }

  @Test
  void noPagerAndNoColorAreObeyed() {
    assertThat(onTerminal(Map.of("PAGER", "false", "NO_COLOR", "1"), "show", "last", "--no-pager"))
        .contains("Step 1  +")
        .doesNotContain("\u001b");
  }

  /** What people see who sit at the terminal. */
  private String onTerminal(Map<String, String> variables, String... words) {
    var screen = new ByteArrayOutputStream();
    var out = new PrintStream(screen, true, StandardCharsets.UTF_8);
    var streams =
        new Streams(
            new ByteArrayInputStream(new byte[0]),
            out,
            out,
            Set.of(Streams.Standard.OUT, Streams.Standard.ERR));
    var environment = new TreeMap<>(variables);
    environment.put("BIVOUAC_STORE", folder.resolve("store").toString());
    environment.put("COLUMNS", "100");
    environment.put("PATH", System.getenv("PATH"));
    int code = Main.run(new Surroundings(environment, folder, Clock.systemUTC(), streams), words);
    assertThat(code).isZero();
    return screen.toString(StandardCharsets.UTF_8);
  }

  private String report() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("out"))) {
      return Files.readString(files.findFirst().orElseThrow());
    }
  }
}
