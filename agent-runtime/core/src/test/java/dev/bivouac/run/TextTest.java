package dev.bivouac.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTest {
  private static final String TENT = "\uD83C\uDFD5";

  @Test
  void leavesWholeCharactersAlone() {
    assertThat(Text.wellFormed("a " + TENT)).isEqualTo("a " + TENT);
  }

  @Test
  void replacesHalvesOfCharacters() {
    assertThat(Text.wellFormed("\uD83C" + TENT + "\uDFD5" + "\uD83C"))
        .isEqualTo("\uFFFD" + TENT + "\uFFFD\uFFFD");
  }

  @Test
  void cutsBetweenCharacters() {
    assertThat(Text.cut("abc", 3)).isEqualTo("abc");
    assertThat(Text.cut("abcd", 3)).isEqualTo("abc...");
    assertThat(Text.cut("ab" + TENT, 3)).isEqualTo("ab...");
    assertThat(Text.head(TENT + TENT, 3)).isEqualTo(TENT);
    assertThat(Text.head(TENT, 1)).isEmpty();
  }
}
