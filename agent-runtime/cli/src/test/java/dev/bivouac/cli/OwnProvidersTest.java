package dev.bivouac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.rehearsal.Rehearsal;
import dev.bivouac.rehearsal.RehearsalOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Providers of the user's own, in a file beside the settings. */
class OwnProvidersTest {
  private static final String KEY = "a-key-that-nobody-may-see";

  @TempDir private Path home;

  private Shell shell;
  private Rehearsal host;

  @BeforeEach
  void aUserAndAHost() {
    shell = new Shell(home);
    host = Rehearsal.start(RehearsalOptions.of(Clock.systemUTC()).key(KEY).models("k2"));
    shell.set("SEARXNG_URL", host.searchUrl().toString());
  }

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void areAskedWithTheirOwnKey() throws IOException {
    write(
        """
        {"providers": {"attic": {"like": "vllm", "baseUrl": "%s", "keyVariable": "ATTIC_API_KEY",
          "defaultModel": "k2"}}}
        """
            .formatted(host.modelBaseUrl()));
    shell.set("ATTIC_API_KEY", KEY);

    assertThat(shell.bivouac("doctor", "--provider", "attic")).as(shell.out()).isZero();

    assertThat(shell.out())
        .containsPattern(
            "ok +providers +.*providers.json: attic at http://127.0.0.1:\\d+/v1, with ATTIC")
        .containsPattern("ok +model +k2 is served")
        .contains("ATTIC_API_KEY = (set, ")
        .doesNotContain(KEY);
  }

  @Test
  void getNoKeyOfAKnownProviderWithAnotherAddress() throws IOException {
    write("{\"providers\": {\"moonshot\": {\"baseUrl\": \"%s\"}}}".formatted(host.modelBaseUrl()));
    shell.set("MOONSHOT_API_KEY", KEY);

    shell.bivouac("doctor");

    // The host would list its models to the key.
    assertThat(shell.out())
        .containsPattern("moonshot at http://127.0.0.1:\\d+/v1, no key is sent")
        .containsPattern("warn +model +cannot tell");
  }

  @Test
  void haveKeysThatAreSettingsAndAreTakenOutOfWhatIsWritten() throws IOException {
    write("{\"providers\": {\"attic\": {\"keyVariable\": \"ATTIC_API_KEY\"}}}");

    assertThat(shell.types(KEY + "\n").bivouac("config", "set", "ATTIC_API_KEY")).isZero();
    shell.bivouac("config", "ls");

    assertThat(shell.out()).contains("ATTIC_API_KEY").doesNotContain(KEY);
    assertThat(Secrets.of(config()).takenOut("the key " + KEY)).isEqualTo("the key [key]");
  }

  @Test
  void stopNothingButWhatNeedsThemIfTheirFileIsBroken() throws IOException {
    write("{\"providers\": {\"attic\": {\"baseURL\": \"http://h/v1\"}}}");

    assertThat(shell.bivouac("ask", "What day is it?")).isEqualTo(ExitCode.FAILED);
    assertThat(shell.err())
        .contains("providers.json, provider 'attic': 'baseURL' is not known. Did you mean baseUrl")
        .doesNotContain("\tat ");

    assertThat(shell.bivouac("ls")).isZero();
    assertThat(shell.bivouac("doctor", "--offline")).isEqualTo(ExitCode.FAILED);
    assertThat(shell.out()).containsPattern("fail +providers .*'attic'");
  }

  @Test
  void needAnAddressFromSomewhere() {
    assertThat(shell.bivouac("ask", "--provider", "vllm", "Hi")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("Provider vllm needs an address: --base-url");

    assertThat(shell.bivouac("ask", "--provider", "morph", "Hi")).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains("Provider morph has no usual model: say --model ID");
  }

  private Config config() {
    var streams = new Streams(System.in, System.out, System.err, Set.of());
    return Config.load(new Surroundings(Map.of(), home, Clock.systemUTC(), streams));
  }

  private void write(String json) throws IOException {
    Path file = home.resolve(".bivouac").resolve("providers.json");
    Files.createDirectories(file.getParent());
    Files.writeString(file, json);
  }
}
