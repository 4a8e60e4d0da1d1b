package dev.bivouac.workflows.dailynews;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentencesTest {
  private static List<String> split(String text) {
    return Sentences.of(Citations.masked(text)).stream()
        .map(it -> text.substring(it.start(), it.end()))
        .toList();
  }

  /** Where the text is to be split stands a bar. */
  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "One thing [1].|Another thing [2].",
        "One thing. [1]|Another thing. [2][3]",
        "One thing.[1]|Another thing.[2]",
        "One thing [1].|Dr. Smith agrees that U.S. exports fell 3.5 per cent [2].",
        "Am 22. November war es so [1].|Danach nicht mehr [2].",
        "He said: “It is over. We go home.” [1]|They went [2].",
        "He said, \"It is over. We go home.\" [1]|They went [2].",
        "Er sagte: „Es ist aus. Wir gehen.“ [1]|Sie gingen [2].",
        "\"Is it over?\" she asked [1].|\"Yes!\" he said [2].",
        "It is over! [1]|Is it? [2]|Perhaps … [3]",
        "It is made of … Well ... 6,000 pearls [1].|Next … [2]|Next [3].",
        "**Lead.** It is over [1].|Next [2].",
        "市議会は可決した[1]。|市長は喜んだ[2]。",
        "It ended. ([The Title](https://a.example/x))|It began.",
        "It ended. Source: [T](https://a.example/x)|It began.",
        "It ended [The Title](https://a.example/x).|It began (https://a.example/y).",
        "It cost $5 million [1], then $6 million [2].|Nobody paid [3].",
        "One thing [1]\n|Another thing [2]",
        "One line that goes\non here [1].|Next [2].",
        "It was J. R. Smith of Foo Inc. who came at 5 p.m. on Friday [1].",
        "An open \" mark here. [1]|Next [2].",
      })
  void endBehindTheirCitations(String barred) {
    boolean spaced = barred.contains(" ");
    List<String> expected = Arrays.stream(barred.split("\\|")).map(String::strip).toList();

    assertThat(split(barred.replace("|", spaced ? " " : ""))).isEqualTo(expected);
  }

  @Test
  void surviveLongText() {
    assertThat(split("Some words here [1]. ".repeat(5_000))).hasSize(5_000);
    assertThat(split("\"(((".repeat(20_000))).hasSize(1);
  }
}
