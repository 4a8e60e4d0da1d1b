package dev.bivouac.tools.article;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SafeTextTest {
  @Test
  void dropsWhatATerminalWouldObey() {
    assertThat(SafeText.clean("a\u001b[31mred\u009b0m\u0007\u0000\u007f")).isEqualTo("a[31mred0m");
  }

  @Test
  void dropsWhatTurnsTheReadingDirectionRound() {
    assertThat(SafeText.clean("a\u202Eb\u202Ac\u2066d\u2069e")).isEqualTo("abcde");
  }

  @Test
  void dropsWhatOnlyAModelWouldRead() {
    String hidden = Character.toString(0xE0041) + Character.toString(0xE007F);

    assertThat(SafeText.clean("a" + hidden + "\u200B\u00ADb\uFEFF")).isEqualTo("ab");
  }

  @Test
  void keepsWhatLanguagesNeed() {
    String text = "می\u200Cخواهم 👩\u200D💻 naïve 日本語\tx\ny";

    assertThat(SafeText.clean(text)).isEqualTo(text);
  }

  @Test
  void makesOneKindOfLineBreak() {
    assertThat(SafeText.clean("a\r\nb\rc\u2028d")).isEqualTo("a\nb\nc\nd");
  }

  @Test
  void replacesHalfACharacter() {
    assertThat(SafeText.clean("a\uD83Db")).isEqualTo("a\uFFFDb");
  }

  @Test
  void putsTextOnOneLine() {
    assertThat(SafeText.oneLine(" a\u00A0 b\n\n\tc ")).isEqualTo("a b c");
  }

  @Test
  void cutsWithoutSplittingACharacter() {
    assertThat(SafeText.oneLine("abc😀def", 5)).isEqualTo("abc…");
    assertThat(SafeText.oneLine("abc😀", 5)).isEqualTo("abc😀");
  }
}
