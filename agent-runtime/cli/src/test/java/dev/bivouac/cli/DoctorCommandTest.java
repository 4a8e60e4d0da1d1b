package dev.bivouac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bivouac.rehearsal.Rehearsal;
import dev.bivouac.rehearsal.RehearsalOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
  private static final String KEY = "a-key-that-nobody-may-see";

  @TempDir private Path home;

  private Shell shell;
  private Rehearsal host;

  @BeforeEach
  void aUserAndAHost() {
    shell = new Shell(home);
    host =
        Rehearsal.start(
            RehearsalOptions.of(Clock.systemUTC()).key(KEY).models("kimi-k2-thinking", "kimi-k3"));
    shell.set("SEARXNG_URL", host.searchUrl().toString());
  }

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void findsNothingWrongWithARehearsal() {
    assertThat(shell.bivouac("doctor", "--offline")).as(shell.out()).isZero();

    assertThat(shell.out())
        .containsPattern("ok +java +Java")
        .containsPattern("ok +model +rules is served")
        .containsPattern("ok +search +the bundled news site works")
        .containsPattern("ok +pages +fetch_article reads public addresses only")
        .containsPattern("ok +clock")
        .doesNotContainPattern("(?m)^fail");
    assertThat(home.resolve("store")).doesNotExist();
  }

  @Test
  void findsNothingWrongWithAHostThatTakesTheKey() {
    assertThat(custom("kimi-k3", KEY)).as(shell.out()).isZero();

    assertThat(shell.out())
        .containsPattern("ok +provider +custom at 127.0.0.1:\\d+ answers; it lists 2 models")
        .containsPattern("ok +key ")
        .containsPattern("ok +model +kimi-k3 is served")
        .containsPattern("ok +search +SearXNG")
        .doesNotContain(KEY);
  }

  @Test
  void saysThatTheKeyIsWrongAndNeverShowsIt() {
    assertThat(custom("kimi-k3", "another-key")).isEqualTo(ExitCode.FAILED);

    assertThat(shell.out())
        .containsPattern("ok +provider")
        .containsPattern("fail +key .*BIVOUAC_API_KEY")
        .doesNotContain("another-key");
  }

  @Test
  void namesTheModelThatMayHaveBeenMeant() {
    assertThat(custom("kimi-k2-thinkin", KEY)).isEqualTo(ExitCode.FAILED);

    assertThat(shell.out())
        .containsPattern("fail +model +kimi-k2-thinkin is not among the 2 models")
        .contains("Did you mean --model kimi-k2-thinking?");
  }

  @Test
  void saysHowToSetAKeyThatIsMissing() {
    assertThat(custom("kimi-k3", "")).isEqualTo(ExitCode.FAILED);

    assertThat(shell.out())
        .containsPattern("fail +key +BIVOUAC_API_KEY is not set")
        .contains("bivouac config set BIVOUAC_API_KEY")
        .containsPattern("ok +provider");
  }

  @Test
  void pointsToTheProviderWhoseKeyIsThere() {
    shell.set("OPENROUTER_API_KEY", KEY);
    assertThat(custom("kimi-k3", "")).isEqualTo(ExitCode.FAILED);

    assertThat(shell.out()).contains("OPENROUTER_API_KEY is set: add --provider openrouter");
  }

  @Test
  void saysWhereNobodyAnswersInOneSentence() {
    shell.set("BIVOUAC_BASE_URL", "http://127.0.0.1:1/v1").set("SEARXNG_URL", "http://127.0.0.1:1");
    shell.set("BIVOUAC_PROVIDER", "custom").set("BIVOUAC_API_KEY", KEY);

    assertThat(shell.bivouac("doctor")).isEqualTo(ExitCode.FAILED);

    assertThat(shell.out())
        .containsPattern("fail +provider +No connection to 127.0.0.1:1")
        .containsPattern("fail +search +SearXNG")
        .containsPattern("warn +model +cannot tell");
    assertThat(shell.out() + shell.err()).doesNotContain("\tat ").doesNotContain(KEY);
  }

  @Test
  void saysWhereEachSettingComesFromAndWhatIsNotKnown() throws IOException {
    Path file = home.resolve(".bivouac").resolve("config.properties");
    Files.createDirectories(file.getParent());
    Files.writeString(file, "BIVOUAC_MODEL=kimi-k3\nBIVOUAC_MODLE=x\nOPENROUTER_API_KEY=k\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

    shell.bivouac("doctor", "--provider", "openrouter", "--offline");
    assertThat(shell.out()).containsPattern("fail +setup +A rehearsal brings its own model");
    shell.bivouac("doctor", "--offline", "--store", home.resolve("other").toString());

    assertThat(shell.out())
        .contains("BIVOUAC_MODEL = kimi-k3 (file)")
        .contains("BIVOUAC_PROVIDER = moonshot (default)")
        .contains("SEARXNG_URL = " + host.searchUrl() + " (environment)")
        .contains("BIVOUAC_STORE = " + home.resolve("other") + " (flag --store)")
        .contains("OPENROUTER_API_KEY = (set, 1 characters) (file)")
        .contains("not set: BIVOUAC_BASE_URL")
        .contains("'BIVOUAC_MODLE' is not known. Did you mean BIVOUAC_MODEL")
        .contains("chmod 600 " + file);
  }

  @Test
  void tellsOfTheStore() throws IOException {
    shell.bivouac(
        "run",
        "daily-news-report",
        "--offline",
        "--articles",
        "1",
        "--quiet",
        "--out",
        home.resolve("reports").toString());
    shell.bivouac("doctor", "--offline");
    assertThat(shell.out()).contains("1 run, 0 of them not over; 1 file").contains("only you can");

    Files.setPosixFilePermissions(
        home.resolve("store"), PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(shell.bivouac("doctor", "--offline")).isZero();
    assertThat(shell.out()).contains("chmod 700 " + home.resolve("store"));

    Path file = Files.writeString(home.resolve("file"), "");
    assertThat(shell.bivouac("doctor", "--offline", "--store", file.toString()))
        .isEqualTo(ExitCode.FAILED);
    assertThat(shell.out()).containsPattern("fail +store .*is a file");
  }

  @Test
  void tellsOfAProviderThatIsNotKnownAmongTheRest() {
    assertThat(shell.bivouac("doctor", "--provider", "moonshoot")).isEqualTo(ExitCode.FAILED);

    assertThat(shell.out())
        .containsPattern("fail +setup .*Did you mean moonshot\\?")
        .containsPattern("ok +java")
        .containsPattern("terminal");
  }

  @Test
  void printsOneJsonDocument() throws IOException {
    assertThat(shell.bivouac("doctor", "--offline", "--json")).isZero();

    JsonNode document = new ObjectMapper().readTree(shell.out());
    assertThat(document.path("ok").asBoolean()).isTrue();
    assertThat(document.path("findings"))
        .hasSizeGreaterThan(10)
        .allSatisfy(
            finding -> assertThat(finding.path("level").asText()).isIn("ok", "warn", "fail"));
  }

  @Test
  void saysWhatAProxyIsUsedFor() {
    shell.set("HTTPS_PROXY", "http://me:secret@proxy:3128");
    shell.bivouac("doctor", "--offline");
    assertThat(shell.out())
        .containsPattern("warn +proxy +HTTPS_PROXY holds a user name")
        .doesNotContain("secret");

    shell.set("http_proxy", "http://proxy:3128").set("HTTPS_PROXY", "");
    shell.bivouac("doctor", "--offline");
    assertThat(shell.out()).containsPattern("warn +proxy +http_proxy is set, but 127.0.0.1");
  }

  @Test
  void makesACallOnlyIfItIsToldTo() {
    shell.set("BIVOUAC_API_KEY", KEY).set("BIVOUAC_BASE_URL", host.modelBaseUrl().toString());

    shell.bivouac("doctor", "--provider", "vllm", "--model", "kimi-k3");
    assertThat(host.modelRequests()).isZero();

    shell.bivouac("doctor", "--provider", "vllm", "--model", "kimi-k3", "--call");
    assertThat(host.modelRequests()).isEqualTo(1);
  }

  @Test
  void tellsWhatBecameOfACall() {
    assertThat(shell.bivouac("doctor", "--offline", "--call")).as(shell.out()).isZero();

    assertThat(shell.out())
        .containsPattern("ok +call +rules called the tool it was told to call")
        .containsPattern("ok +reasoning +comes as reasoning_content")
        .containsPattern("ok +ids +'date:0' is the vendor's form")
        .containsPattern("ok +usage +\\d+ tokens in, \\d+ of them cached, \\d+ out");
  }

  @Test
  void saysWhyACallFailed() {
    shell.set("BIVOUAC_API_KEY", "another-key");

    int code = shell.bivouac("doctor", "--base-url", host.modelBaseUrl().toString(), "--call");

    assertThat(code).isEqualTo(ExitCode.FAILED);
    assertThat(shell.out())
        .containsPattern("fail +call .*refused the key")
        .doesNotContain("another-key");
  }

  private int custom(String model, String key) {
    shell.set("BIVOUAC_API_KEY", key);
    return shell.bivouac("doctor", "--base-url", host.modelBaseUrl().toString(), "--model", model);
  }
}
