package dev.bivouac.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.StringReader;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PropertiesTextTest {
  private static final String FILE =
      """
      # My keys.
      ! old style comment \\
      MODEL = one

        STORE : /data/\\
             runs
      # MODEL=commented out
      URL http://127.0.0.1:8888
      MODEL=two\
      """;

  @Test
  void keepsEveryCharacterOfWhatItDoesNotChange() {
    assertThat(PropertiesText.parse(FILE)).hasToString(FILE);
    assertThat(PropertiesText.parse(FILE.replace("\n", "\r\n")))
        .hasToString(FILE.replace("\n", "\r\n"));
  }

  @Test
  void changesTheLineThatCountsAndTakesOutTheOthersOfItsName() {
    assertThat(PropertiesText.parse(FILE).with("MODEL", "three"))
        .hasToString(FILE.replace("MODEL = one\n", "").replace("MODEL=two", "MODEL=three\n"));
  }

  @Test
  void changesAValueOverSeveralLinesWhole() {
    assertThat(PropertiesText.parse(FILE).with("STORE", "/other"))
        .hasToString(FILE.replaceAll("(?s)  STORE.*?runs", "STORE=/other"));
  }

  @Test
  void addsANewNameAtTheEndOnALineOfItsOwn() {
    assertThat(PropertiesText.parse(FILE).with("KEY", "x")).hasToString(FILE + "\nKEY=x\n");
    assertThat(PropertiesText.parse("A=1\r\n").with("B", "2")).hasToString("A=1\r\nB=2\r\n");
    assertThat(PropertiesText.parse("").with("B", "2")).hasToString("B=2\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"A=1\\", "A=1\\\n", "A=1\\\r\n", "A=1\n# end \\\n"})
  void aBackslashAtTheEndOfTheFileSwallowsNothing(String file) throws IOException {
    String text = PropertiesText.parse(file).with("B", "2").toString();

    assertThat(read(text, "A")).isEqualTo("1");
    assertThat(read(text, "B")).isEqualTo("2");
  }

  @Test
  void takesEveryLineOfANameOut() {
    PropertiesText without = PropertiesText.parse(FILE).without("MODEL");

    assertThat(without.has("MODEL")).isFalse();
    assertThat(without.has("STORE")).isTrue();
    assertThat(without).hasToString(FILE.replace("MODEL = one\n", "").replace("\nMODEL=two", "\n"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain",
        "C:\\folder\\new",
        "ends in a backslash\\",
        " begins with a blank",
        "#=:!",
        "a = b",
        "line\nbreak\r\ttab\f",
        "Zürich \uD83D\uDE80",
        "\\u0041"
      })
  void isReadByJavaAsItWasSet(String value) throws IOException {
    assertThat(read(PropertiesText.parse(FILE).with("NEW", value).toString(), "NEW"))
        .isEqualTo(value);
    assertThat(read(PropertiesText.parse(FILE).with("URL", value).toString(), "MODEL"))
        .isEqualTo("two");
  }

  @Test
  void refusesWhatJavaRefuses() {
    assertThatIllegalArgumentException().isThrownBy(() -> PropertiesText.parse("A=\\u12"));
  }

  private static String read(String text, String name) throws IOException {
    var read = new Properties();
    read.load(new StringReader(text));
    return read.getProperty(name);
  }
}
