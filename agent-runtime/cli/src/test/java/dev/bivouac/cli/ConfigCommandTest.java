package dev.bivouac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigCommandTest {
  private static final String KEY = "a-key-that-nobody-may-see";

  @TempDir private Path home;

  private Shell shell;

  @BeforeEach
  void aUser() {
    shell = new Shell(home).unset("BIVOUAC_STORE");
  }

  @Test
  void keepsASettingInAFileForItsUserAlone() throws IOException {
    assertThat(shell.bivouac("config", "set", "BIVOUAC_PROVIDER", "openrouter")).isZero();

    assertThat(shell.bivouac("config", "get", "BIVOUAC_PROVIDER")).isZero();
    assertThat(shell.out()).isEqualTo("openrouter\n");
    assertThat(permissions(file())).isEqualTo("rw-------");
    assertThat(permissions(home.resolve(".bivouac"))).isEqualTo("rwx------");
    try (var files = Files.list(home.resolve(".bivouac"))) {
      assertThat(files).containsExactly(file());
    }
  }

  @Test
  void takesAKeyFromStdinAndShowsItNowhere() throws IOException {
    assertThat(shell.types(KEY + "\n").bivouac("config", "set", "MOONSHOT_API_KEY", "-")).isZero();
    assertThat(shell.out() + shell.err()).doesNotContain(KEY);
    assertThat(Files.readString(file())).isEqualTo("MOONSHOT_API_KEY=" + KEY + "\n");

    shell.bivouac("config", "get", "MOONSHOT_API_KEY");
    assertThat(shell.out()).isEqualTo("(set, 25 characters)\n");
    assertThat(shell.err()).contains("--reveal");
    shell.bivouac("config", "ls");
    assertThat(shell.out()).contains("MOONSHOT_API_KEY").doesNotContain(KEY);
    shell.bivouac("config", "ls", "--json");
    assertThat(shell.out()).doesNotContain(KEY);
    shell.bivouac("config", "get", "MOONSHOT_API_KEY", "--reveal");
    assertThat(shell.out()).isEqualTo(KEY + "\n");
  }

  @Test
  void warnsOfAKeyOnTheCommandLine() {
    assertThat(shell.bivouac("config", "set", "MOONSHOT_API_KEY", KEY)).isZero();

    assertThat(shell.err()).contains("history").doesNotContain(KEY);
  }

  @Test
  void leavesTheRestOfTheFileAsItWas() throws IOException {
    write("# Mine.\nBIVOUAC_MODEL = one\n\n! End.\n");

    shell.bivouac("config", "set", "BIVOUAC_MODEL", "two");
    assertThat(Files.readString(file())).isEqualTo("# Mine.\nBIVOUAC_MODEL=two\n\n! End.\n");
    shell.bivouac("config", "unset", "BIVOUAC_MODEL");
    assertThat(Files.readString(file())).isEqualTo("# Mine.\n\n! End.\n");
  }

  @Test
  void writesThroughALink() throws IOException {
    Path real = Files.writeString(home.resolve("dotfiles.properties"), "# Mine.\n");
    Files.createDirectories(home.resolve(".bivouac"));
    Files.createSymbolicLink(file(), real);

    assertThat(shell.bivouac("config", "set", "BIVOUAC_MODEL", "two")).isZero();

    assertThat(file()).isSymbolicLink();
    assertThat(real).hasContent("# Mine.\nBIVOUAC_MODEL=two");
  }

  @Test
  void saysWhereEachValueComesFrom() throws IOException {
    write("BIVOUAC_MODEL=from-file\nSEARXNG_URL=http://127.0.0.1:1\n");
    shell.set("SEARXNG_URL", "http://127.0.0.1:2");

    shell.bivouac("config", "ls");

    assertThat(shell.out())
        .containsPattern("BIVOUAC_MODEL +from-file +file\n")
        .containsPattern("SEARXNG_URL +http://127.0.0.1:2 +environment\n")
        .containsPattern("BIVOUAC_PROVIDER +moonshot +default\n")
        .containsPattern("OPENROUTER_API_KEY +- +not set\n");
    shell.bivouac("config", "set", "SEARXNG_URL", "http://127.0.0.1:3");
    assertThat(shell.err()).contains("wins over the file");
    shell.bivouac("config", "ls", "--json");
    assertThat(new ObjectMapper().readTree(shell.out())).hasSize(Setting.all().size());
  }

  @Test
  void namesWhatIsNotKnownInTheFile() throws IOException {
    write("BIVOUAC_MODLE=x\n");

    assertThat(shell.bivouac("config")).isZero();
    assertThat(shell.err()).contains("'BIVOUAC_MODLE' is not known. Did you mean BIVOUAC_MODEL");
    assertThat(shell.bivouac("config", "unset", "BIVOUAC_MODLE")).isZero();
    assertThat(file()).isEmptyFile();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "set model x | Did you mean BIVOUAC_MODEL",
        "set BIVOUAC_PROVIDER moonshoot | Did you mean moonshot?",
        "set BIVOUAC_BASE_URL localhost:8000 | must be an http or https address",
        "set SEARXNG_URL http://me:secret@host/ | must not carry a user name",
        "set BIVOUAC_STORE jdbc:h2:x | must be a folder",
        "set BIVOUAC_REHEARSAL_PACE 1h | from 0s to 9s",
        "set BIVOUAC_MODEL | Say a value",
        "set MOONSHOT_API_KEY | is empty",
        "get NOTHING | is not known",
        "unset moonshot-api-key | Did you mean MOONSHOT_API_KEY?"
      })
  void refusesWhatCannotBeMeant(String line, String hint) {
    String words = "config " + line.strip();

    assertThat(shell.bivouac(words.split(" "))).as(shell.err()).isEqualTo(ExitCode.USAGE);
    assertThat(shell.err()).contains(hint);
    assertThat(file()).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a key\n", "first\nsecond\n", "schl\u00fcssel\n"})
  void neverShowsAKeyThatItRefuses(String typed) {
    assertThat(shell.types(typed).bivouac("config", "set", "MOONSHOT_API_KEY"))
        .isEqualTo(ExitCode.USAGE);

    assertThat(shell.err())
        .contains("MOONSHOT_API_KEY")
        .doesNotContain(typed.lines().toList().get(0));
  }

  @Test
  void itsHelpListsEverySettingWithASentence() {
    assertThat(shell.bivouac("config", "--help")).isZero();

    Setting.all()
        .forEach(
            setting -> assertThat(shell.out()).contains(setting.name()).contains(setting.about()));
    assertThat(shell.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(81));
  }

  @Test
  void saysSoWhenNothingIsSet() {
    assertThat(shell.bivouac("config", "get", "SEARXNG_URL")).isEqualTo(ExitCode.FAILED);
    assertThat(shell.out()).isEmpty();
    assertThat(shell.bivouac("config", "path")).isZero();
    assertThat(shell.out().strip()).isEqualTo(file().toString());
  }

  private Path file() {
    return home.resolve(".bivouac").resolve("config.properties");
  }

  private void write(String text) throws IOException {
    Files.createDirectories(home.resolve(".bivouac"));
    Files.writeString(file(), text);
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
