package dev.bivouac.cli.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.HostileText;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ColumnsTest {
  @Test
  void keepsWhatFitsAndMarksWhatIsCut() {
    assertThat(Columns.fit("tides", 5)).isEqualTo("tides");
    assertThat(Columns.fit("tides!", 5)).isEqualTo("tide…");
    assertThat(Columns.fit("tides", 1)).isEqualTo("…");
    assertThat(Columns.fit("tides", 0)).isEmpty();
  }

  @Test
  void countsWideCharactersAsTwoColumns() {
    assertThat(Columns.fit("漢字かな", 8)).isEqualTo("漢字かな");
    assertThat(Columns.fit("漢字かな", 7)).isEqualTo("漢字か…");
    assertThat(Columns.fit("漢字かな", 6)).isEqualTo("漢字…");
    assertThat(Columns.fit("😀😀😀", 5)).isEqualTo("😀😀…");
  }

  @Test
  void simplifiesWhatTerminalsDisagreeAbout() {
    assertThat(Columns.steady("👨\u200d👩\u200d👧 🇫🇷 👋🏿 ❤\ufe0f")).isEqualTo("👨👩👧 FR 👋 ❤");
    assertThat(Columns.steady("e\u0301" + "\u0301".repeat(50) + "x")).isEqualTo("e\u0301\u0301x");
    assertThat(Columns.steady("\u0301a")).isEqualTo("a");
    assertThat(Columns.steady("\ud83d a \ude00")).isEqualTo("� a �");
  }

  @Test
  void breaksAtSpacesAndKeepsTheLastRows() {
    assertThat(Columns.lastRows("The moon raises tides in the oceans.", 12, 9))
        .containsExactly("The moon", "raises tides", "in the", "oceans.");
    assertThat(Columns.lastRows("The moon raises tides in the oceans.", 12, 2))
        .containsExactly("in the", "oceans.");
    assertThat(Columns.lastRows("one\n\n\ntwo\n", 12, 9)).containsExactly("one", "two");
    assertThat(Columns.lastRows("x".repeat(25), 10, 9))
        .containsExactly("x".repeat(10), "x".repeat(10), "x".repeat(5));
    assertThat(Columns.lastRows("漢字", 1, 9)).containsExactly("漢", "字");
    assertThat(Columns.lastRows(" \n \n", 5, 3)).isEqualTo(List.of());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 19, 80, 200})
  void keepsEveryHostileTextWithinItsColumns(int columns) {
    for (String text : HostileText.all()) {
      String fitted = Columns.fit(text, columns);
      assertThat(Columns.width(fitted)).isBetween(0, columns);
      assertThat(fitted.codePoints()).noneMatch(Emulator::isHarmful);
      assertThat(fitted.length()).isLessThanOrEqualTo(8 * columns);
      for (String row : Columns.lastRows(text, Math.max(2, columns), 4)) {
        assertThat(Columns.width(row)).isBetween(0, Math.max(2, columns));
        assertThat(row.codePoints()).noneMatch(Emulator::isHarmful);
      }
    }
  }
}
