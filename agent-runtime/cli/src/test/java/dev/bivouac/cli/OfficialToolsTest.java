package dev.bivouac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bivouac.rehearsal.Rehearsal;
import dev.bivouac.rehearsal.RehearsalOptions;
import dev.bivouac.rehearsal.formula.FormulaFault;
import dev.bivouac.rehearsal.formula.FormulaFaults;
import dev.bivouac.rehearsal.formula.SearchedWeb;
import dev.bivouac.rehearsal.model.Fault;
import dev.bivouac.rehearsal.model.FaultPlan;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole runs with the official tools of a provider on loopback, whose results are sealed. */
class OfficialToolsTest {
  private static final String KEY = "a-key-that-nobody-may-see";
  private static final String GOAL =
      "Rehearsal call: web_search {\"query\":\"tides\"}\nSearch for tides.";

  @TempDir private Path home;

  private Shell shell;
  private Rehearsal host;

  @BeforeEach
  void aUserAndAHost() {
    host = Rehearsal.start(options());
    shell = new Shell(home);
    shell.set("ATTIC_API_KEY", KEY).set("BIVOUAC_PROVIDER", "attic");
  }

  @AfterEach
  void close() {
    host.close();
  }

  /** The model of rules can only go on if the sealed result reaches it letter for letter. */
  @Test
  void aRunSearchesWithTheProvidersOwnSearch() throws IOException {
    start(FormulaFaults.NONE);

    assertThat(shell.bivouac("ask", "When is the next spring tide?", "--json"))
        .as(shell.err())
        .isZero();

    JsonNode document = new ObjectMapper().readTree(shell.out());
    assertThat(host.formulaCalls()).isEqualTo(1);
    assertThat(document.path("cost").toString()).contains("0.004");
    assertThat(shell.err()).doesNotContain("cannot be had").doesNotContain(KEY);

    assertThat(shell.bivouac("show", "last", "--json", "--full")).isZero();
    assertThat(shell.out()).contains("MOONSHOT ENCRYPTED BEGIN");
    assertThat(sum(new ObjectMapper().readTree(shell.out()).path("story")))
        .isEqualByComparingTo(document.at("/cost/usd").decimalValue());
    assertThat(shell.bivouac("cost", "last")).isZero();
    assertThat(shell.out())
        .containsPattern("price of calls of web_search +0 +0% +0.0040")
        .containsPattern("failed and unanswered attempts +0 +0% +-");
  }

  private static BigDecimal sum(JsonNode story) {
    BigDecimal sum = BigDecimal.ZERO;
    for (JsonNode step : story) {
      sum = sum.add(step.at("/cost/usd").decimalValue());
    }
    return sum;
  }

  @Test
  void aResultThatTheModelCanReadIsReadByIt() throws IOException {
    start(FormulaFaults.NONE);

    assertThat(shell.bivouac("ask", GOAL)).as(shell.err()).isZero();

    assertThat(shell.out()).contains("web_search").doesNotContain("changed on its way");
  }

  @Test
  void offersOthersByNameInPlaceOfItsOwn() throws IOException {
    start(FormulaFaults.NONE);
    shell.set("SEARXNG_URL", host.searchUrl().toString());
    String goal =
        "Rehearsal call: base64_encode {\"data\":\"hi\"} && date {\"operation\":\"time\"}\nEncode.";

    assertThat(shell.bivouac("ask", goal, "--formulas", "base64,date")).as(shell.err()).isZero();

    assertThat(shell.out()).contains("aGk=");
    assertThat(shell.bivouac("show", "last", "--json")).isZero();
    assertThat(shell.out()).doesNotContain("failed");
  }

  /** Sealed hits are read by the model alone; what it then fetches, the report check knows. */
  @Test
  void writesAReportFromWhatTheProvidersSearchFound() throws IOException {
    try (var web = new SmallWeb()) {
      SearchedWeb tides =
          new SearchedWeb() {
            @Override
            public String search(String words) {
              return web.found();
            }

            @Override
            public Optional<String> read(String address) {
              return Optional.empty();
            }
          };
      start(options().formulaWeb(tides));

      int code =
          shell.bivouac(
              "run",
              "daily-news-report",
              "--topic",
              "tides",
              "--articles",
              "3",
              "--allow-private",
              web.hostAndPort(),
              "--out",
              home.resolve("reports").toString());

      assertThat(code).as(shell.err()).isZero();
      assertThat(Files.readString(Path.of(shell.out().strip())))
          .contains(web.url() + "/page/")
          .doesNotContain("**[");
      assertThat(host.formulaCalls()).isPositive();
    }
  }

  static Set<FormulaFault> faultsOfAStart() {
    return EnumSet.of(
        FormulaFault.NOT_FOUND,
        FormulaFault.WRONG_KEY,
        FormulaFault.BUSY,
        FormulaFault.UNAVAILABLE,
        FormulaFault.SIGN_IN_PAGE,
        FormulaFault.REDIRECT,
        FormulaFault.NO_RESPONSE);
  }

  /** One line says so, and the feeds are searched: by name in the journal, for a resume. */
  @ParameterizedTest
  @MethodSource("faultsOfAStart")
  void aStartGoesOnWithFeedsWhereNobodyInsisted(FormulaFault fault) throws IOException {
    try (var web = new SmallWeb()) {
      start((formula, call, number) -> fault);
      Files.writeString(home.resolve(".bivouac").resolve("feeds.txt"), web.url() + "/feed\n");

      int code = shell.bivouac("ask", GOAL, "--allow-private", web.hostAndPort());

      assertThat(code).as(shell.err()).isZero();
      assertThat(shell.err().lines().filter(line -> line.contains("cannot be had")))
          .hasSize(1)
          .allMatch(line -> line.contains("so news feeds are searched"));
      assertThat(shell.err()).doesNotContain(KEY);
      assertThat(host.formulaCalls()).isZero();
      assertThat(shell.bivouac("doctor", "--allow-private", web.hostAndPort()))
          .as(shell.out())
          .isZero();
      assertThat(flat())
          .contains("so a run searches news feeds")
          .contains("the list of news feeds works, chosen in its place");
    }
  }

  @ParameterizedTest
  @MethodSource("faultsOfAStart")
  void isRefusedWhereSomebodyInsisted(FormulaFault fault) throws IOException {
    start((formula, call, number) -> fault);

    assertThat(shell.bivouac("tool", "ls", "--search", "formula")).isZero();
    assertThat(shell.out()).contains("built-in");
    assertThat(shell.err()).contains("cannot be had").doesNotContain(KEY);

    assertThat(shell.bivouac("ask", GOAL, "--search", "formula")).isEqualTo(ExitCode.FAILED);
    assertThat(shell.err())
        .contains("nothing was started")
        .contains("--search feeds")
        .doesNotContain(KEY);
    assertThat(shell.bivouac("ls", "--json")).isZero();
    assertThat(shell.out().strip()).matches("\\[\\s*\\]");
  }

  @ParameterizedTest
  @EnumSource(names = {"FAILED", "FAILED_INSIDE", "NO_CONTEXT", "NO_TEXT", "WRONG_KEY"})
  void whatFailsIsAResultThatTheModelReads(FormulaFault fault) throws IOException {
    start((formula, call, number) -> call ? fault : FormulaFault.NONE);

    assertThat(shell.bivouac("ask", GOAL)).as(shell.err()).isZero();

    assertThat(host.formulaCalls()).isLessThanOrEqualTo(1);
    assertThat(shell.bivouac("cost", "last")).isZero();
    assertThat(shell.out()).doesNotContain("price of calls");
  }

  @Test
  void aBusyProviderIsAskedOnceMore() throws IOException {
    start((formula, call, number) -> number == 2 ? FormulaFault.NO_RESPONSE : FormulaFault.NONE);

    assertThat(shell.bivouac("ask", GOAL)).as(shell.err()).isZero();

    assertThat(host.formulaCalls()).isEqualTo(1);
    assertThat(shell.out()).doesNotContain("No connection");
  }

  /** What is set now does not matter: it was started with the provider's search. */
  @Test
  void aResumeGoesOnWithTheSameSearch() throws IOException {
    start(options().faults(FaultPlan.inOrder(Fault.NONE, Fault.QUOTA_EXCEEDED)));
    String twice = GOAL + "\nRehearsal call: web_search {\"query\":\"moon\"}";
    assertThat(shell.bivouac("ask", twice)).as(shell.err()).isEqualTo(ExitCode.PAUSED);

    shell.set("SEARXNG_URL", "http://127.0.0.1:1").set("BIVOUAC_SEARCH", "feeds");
    assertThat(shell.bivouac("resume", "last")).as(shell.err()).isZero();

    assertThat(host.formulaCalls()).isEqualTo(2);
    assertThat(shell.err()).doesNotContain("has changed");
  }

  @Test
  void listsShowsAndCallsThem() throws IOException {
    start(FormulaFaults.NONE);

    assertThat(shell.bivouac("tool", "ls", "--formulas", "web-search,fetch")).isZero();
    assertThat(shell.out())
        .containsPattern("web_search +reads +formula web-search +Searches the web")
        .containsPattern("fetch +reads +formula fetch")
        .containsPattern("date +reads +built-in");
    assertThat(shell.bivouac("tool", "show", "web_search", "--search", "formula")).isZero();
    assertThat(shell.out())
        .contains("From: formula moonshot/web-search:latest")
        .contains("--formulas web-search");

    assertThat(shell.bivouac("tool", "call", "web_search", "query=tides", "--search", "formula"))
        .as(shell.err())
        .isZero();
    assertThat(shell.out()).startsWith("----MOONSHOT ENCRYPTED BEGIN----");
    assertThat(shell.err()).contains("Cost: ~0.0040 USD");
    assertThat(shell.bivouac("tool", "call", "base64_decode", "data=aGk=", "--formulas", "base64"))
        .isZero();
    assertThat(shell.out()).isEqualTo("hi\n");
    assertThat(shell.bivouac("tool", "call", "code", "--formulas", "code_runner")).isEqualTo(1);
    assertThat(shell.err()).contains("code-runner?");
  }

  @Test
  void theDoctorSaysWhichSearchIsChosenAndWhatACallCosts() throws IOException {
    start(FormulaFaults.NONE);

    assertThat(shell.bivouac("doctor", "--formulas", "fetch,base64")).as(shell.out()).isZero();
    assertThat(flat())
        .contains("chosen since attic offers it and its key is set")
        .contains("a call costs 0.004 USD as of 2026-11-22")
        .contains("base64_decode of formula moonshot/base64:latest");
    assertThat(host.formulaCalls()).isZero();

    assertThat(shell.bivouac("doctor", "--call")).as(shell.out()).isZero();
    assertThat(flat()).containsPattern("a call gave [\\d,]+ characters, ~0.004 USD");
    assertThat(host.formulaCalls()).isEqualTo(1);
  }

  @Test
  void theDoctorSaysWhatIsWrongWithIt() throws IOException {
    start((formula, call, number) -> FormulaFault.UNAVAILABLE);

    assertThat(shell.bivouac("doctor", "--search", "formula", "--json")).isEqualTo(ExitCode.FAILED);
    assertThat(new ObjectMapper().readTree(shell.out()).path("findings"))
        .anySatisfy(finding -> {
          assertThat(finding.path("about").asText()).isEqualTo("search");
          assertThat(finding.path("level").asText()).isEqualTo("fail");
          assertThat(finding.path("text").asText()).contains("chosen since --search says so");
        });
    shell.unset("ATTIC_API_KEY");
    assertThat(shell.bivouac("doctor", "--search", "formula")).isEqualTo(ExitCode.FAILED);
    assertThat(flat()).contains("ATTIC_API_KEY is not set");
  }

  private String flat() {
    return shell.out().replaceAll("\\s+", " ");
  }

  private static RehearsalOptions options() {
    return RehearsalOptions.of(Clock.systemUTC()).key(KEY).models("k2");
  }

  private void start(FormulaFaults faults) throws IOException {
    start(options().formulaFaults(faults));
  }

  private void start(RehearsalOptions options) throws IOException {
    host.close();
    host = Rehearsal.start(options);
    write();
  }

  private void write() throws IOException {
    Path file = home.resolve(".bivouac").resolve("providers.json");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        {"providers": {"attic": {"like": "moonshot", "baseUrl": "%s", "keyVariable": "ATTIC_API_KEY",
          "defaultModel": "k2",
          "formulas": {"web-search": {"perCall": "0.004", "asOf": "2026-11-22"}}}}}
        """
            .formatted(host.modelBaseUrl()));
  }
}
