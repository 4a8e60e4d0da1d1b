package dev.bivouac.rehearsal.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentencesTest {
  private static final String GOOD =
      "The ferry between the two islands takes 3.5 hours in good weather.";

  @Test
  void keepsNumbersAndAbbreviationsWithinTheirSentence() {
    assertThat(
            of(GOOD + " The island of St. Helena lies 1,950 kilometres from the coast of Africa."))
        .containsExactly(
            GOOD, "The island of St. Helena lies 1,950 kilometres from the coast of Africa.");
  }

  @Test
  void stripsEmphasisAndEscapes() {
    assertThat(of("The *ferry* between the **two islands** takes 3\\.5 hours in good weather."))
        .containsExactly(GOOD);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# The ferry between the two islands takes 3.5 hours in good weather.",
        "- The ferry between the two islands takes 3.5 hours in good weather.",
        "The [ferry](http://a.test/) between the islands takes 3.5 hours in good weather.",
        "Subscribe to the newsletter of the ferry between the two islands today.",
        "It takes long.",
        "between the two islands the ferry takes 3.5 hours in good weather.",
        "The ferry between the two islands takes 3.5 hours in good weather",
        "The ferry (between the two islands takes 3.5 hours in good weather.",
        "The ferry <b>between</b> the two islands takes 3.5 hours in good weather."
      })
  void leavesOut(String paragraph) {
    assertThat(of(paragraph)).isEmpty();
  }

  private static List<String> of(String markdown) {
    return Sentences.of(markdown, Locale.ENGLISH);
  }
}
