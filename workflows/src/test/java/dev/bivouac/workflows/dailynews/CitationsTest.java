package dev.bivouac.workflows.dailynews;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CitationsTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "A [3].            | 3",
        "A [3][7].         | 3 7",
        "A [3, 7].         | 3 7",
        "A [3; 7].         | 3 7",
        "A [3-5].          | 3 4 5",
        "A [3–5, 9].       | 3 4 5 9",
        "A [[3]](https://a.example/x). | 3",
        "A [3](https://a.example/x).   | 3",
        "A [Source 3].     | 3",
        "A [Quelle: 3].    | 3",
        "A [1-999].        | 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41",
      })
  void areRead(String text, String numbers) {
    assertThat(Citations.in(text).numbers())
        .containsExactlyElementsOf(
            Arrays.stream(numbers.split(" ")).map(Integer::valueOf).toList());
  }

  @ParameterizedTest
  @ValueSource(strings = {"the year [2026]", "he [sic] said", "(3) things", "[article 5]", "a[b]"})
  void areNotSeenWhereNoneAre(String text) {
    assertThat(Citations.in(text).isEmpty()).isTrue();
  }

  @Test
  void areMaskedWithoutMovingAnything() {
    String text = "A [3] and [the text](https://a.example/7 \"8\") and https://a.example/9.";

    String masked = Citations.masked(text);

    assertThat(masked).hasSameSizeAs(text).contains("A ", " and [the text", ".");
    assertThat(masked.chars().filter(Character::isDigit).count()).isZero();
    assertThat(Citations.in(text).addresses())
        .isEqualTo(
            new java.util.LinkedHashSet<>(List.of("https://a.example/7", "https://a.example/9")));
  }
}
