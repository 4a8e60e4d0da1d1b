package dev.bivouac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeTextTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u001b[2Jgone",
        "\u001b]0;title\u0007",
        "\u009b31mred",
        "back\bspace\u007f",
        "over\rwritten",
        "turned\u202eround",
        "isolated\u2066x\u2069",
        "\u001bP+q\u001b\\",
        "bell\u0007\u0000"
      })
  void showsWhatWouldControlATerminal(String text) {
    assertThat(SafeText.lines(text)).matches("[^\\p{Cc}\\p{Cf}]+").isNotEqualTo(text);
    assertThat(SafeText.line(text, 100)).matches("[^\\p{Cc}\\p{Cf}]+");
  }

  @Test
  void leavesTextAsItIs() {
    String text = "Ünïcödé 日本語 عربى 👩‍🚀\n\ttab";

    assertThat(SafeText.lines(text)).isEqualTo(text);
  }

  @Test
  void cutsALineThatIsTooLong() {
    assertThat(SafeText.line("a\n\n b c", 3)).isEqualTo("a b...");
  }

  @Test
  void jsonMeansTheSameAndControlsNothing() throws IOException {
    var json = new ObjectMapper();
    String hostile = json.writeValueAsString("\u009b31m\u202e\u001b[2J\u2028");

    String safe = SafeText.json(hostile);

    assertThat(safe).matches("[^\\p{Cc}\\p{Cf}]+");
    assertThat(json.readTree(safe)).isEqualTo(json.readTree(hostile));
  }
}
