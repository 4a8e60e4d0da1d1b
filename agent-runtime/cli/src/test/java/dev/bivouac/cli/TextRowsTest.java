package dev.bivouac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TextRowsTest {
  static java.util.List<String> hostile() {
    return HostileMarkup.all();
  }

  @ParameterizedTest
  @CsvSource({
    "abc,3",
    "\u5bbd\u5b57,4",
    "e\u0301,1",
    "\ud83c\udfd5,1",
    "\ud83d\ude00,2",
    "\uff76,1"
  })
  void measuresWhatATerminalShows(String text, int columns) {
    assertThat(TextRows.of(text)).isEqualTo(columns);
  }

  @Test
  void cutsNothingInHalf() {
    assertThat(TextRows.cut("\u5bbd\u5b57\u7b26\u5bbd\u5b57\u7b26", 8))
        .isEqualTo("\u5bbd\u5b57...");
    assertThat(TextRows.cut("ee\u0301\u0302eeee", 5)).isEqualTo("ee\u0301\u0302...");
    assertThat(TextRows.cut("short", 5)).isEqualTo("short");
  }

  @Test
  void breaksLinesBetweenWords() {
    assertThat(TextRows.wrap("one two three\n\nfour", 8))
        .containsExactly("one two", "three", "", "four");
    assertThat(TextRows.wrap("abcdefghij", 4)).containsExactly("abcd", "efgh", "ij");
    assertThat(TextRows.wrap("   indented words here", 12))
        .containsExactly("   indented", "words here");
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void keepsToTheWidthWhateverComes(String text) {
    String safe = SafeText.lines(text);

    assertThat(TextRows.wrap(safe, 40)).allMatch(line -> TextRows.of(line) <= 40);
    assertThat(TextRows.of(TextRows.cut(SafeText.line(text, 2000), 40))).isLessThanOrEqualTo(40);
  }
}
