package dev.bivouac.workflows.dailynews;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTextTest {
  private static final String REPORT = "# Headline\n\nIt happened [1].\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# Headline\n\nIt happened [1].",
        "\n\n# Headline\r\n\r\nIt happened [1].\r\n",
        "```markdown\n# Headline\n\nIt happened [1].\n```",
        "```\n# Headline\n\nIt happened [1].\n```\n",
        "~~~md\n# Headline\n\nIt happened [1].\n~~~",
        "```markdown\n# Headline\n\nIt happened [1].",
        "Here is your report:\n\n```markdown\n# Headline\n\nIt happened [1].\n```\n\nAnything else?",
        "Here is your report:\n\n# Headline\n\nIt happened [1].",
        "I have read 12 articles.\n\n---\n\n# Headline\n\nIt happened [1].",
        "# Headline\n\nIt happened [^1].",
        "# Headline\n\nIt happened [^1^].",
        "# Headline\n\nIt happened 【1】.",
        "# Headline\n\nIt happened 【1†source】.",
        "# Headline\n\nIt happened <sup>1</sup>.",
        "# Headline\n\nIt happened <sup>[1]</sup>.",
        "# Headline\n\nIt happened \\[1\\].",
        "# Head\u200Bline\n\nIt \u202Ehappened\u202C\u0007 [1].\u0000",
      })
  void isFoundInWhatTheModelPutAroundIt(String answer) {
    assertThat(ReportText.of(answer)).isEqualTo(REPORT);
  }

  @Test
  void keepsWhatStandsBehindAFenceIfItBelongsToTheReport() {
    assertThat(
            ReportText.of(
                "```markdown\n# H\n\nA [1].\n```\n\n## Sources\n\n1. https://a.example/x"))
        .isEqualTo("# H\n\nA [1].\n\n## Sources\n\n1. https://a.example/x\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "A statement before the headline [1].\n\n# Headline",
        "> A note.\n\n# Headline",
        "## Theme\n\n# Headline",
        "It has code:\n\n```\nx = 1\n```\n\nand goes on.",
      })
  void keepsWhatIsNotChatter(String answer) {
    assertThat(ReportText.of(answer)).isEqualTo(answer + "\n");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<script>x()</script>               | &lt;script>x()&lt;/script>",
        "<!-- hidden -->                    | &lt;!-- hidden -->",
        "<?php x ?> and \\<b>               | &lt;?php x ?> and &lt;b>",
        "fewer than <5, a <- b              | fewer than <5, a <- b",
        "[t](javascript:x())                | [t]\\(javascript:x())",
        "[t](JaVaScRiPt:x())                | [t]\\(JaVaScRiPt:x())",
        "[t](&#106;avascript:x())           | [t]\\(&#106;avascript:x())",
        "[t](<javascript:x()>)              | [t]\\(&lt;javascript:x()>)",
        "[t](data:text/html;base64,AA)      | [t]\\(data:text/html;base64,AA)",
        "[t](//a.example/x)                 | [t]\\(//a.example/x)",
        "[t](file:///etc/passwd)            | [t]\\(file:///etc/passwd)",
        "[t]: javascript:x()                | [t]\\: javascript:x()",
        "[3]: javascript:x()                | - [3] javascript:x()",
        "<javascript:x()>                   | &lt;javascript:x()>",
        "![t](https://a.example/x.png)      | [t](https://a.example/x.png)",
        "![t][r]                            | ! [t][r]",
        "Wow![1]                            | Wow! [1]",
        "[t](https://a.example/x)           | [t](https://a.example/x)",
        "[t](HTTPS://a.example/x)           | [t](HTTPS://a.example/x)",
        "<https://a.example/x>              | https://a.example/x",
        "[t]: https://a.example/x           | [t]: https://a.example/x",
        "[3]: https://a.example/x           | - [3] https://a.example/x",
        "[3]: https://a.example/x \"Title\" | - [3] [Title](https://a.example/x)",
      })
  void isHarmlessInAViewer(String hostile, String plain) {
    assertThat(ReportText.of(hostile)).isEqualTo(plain + "\n");
  }

  @Test
  void closesAFenceThatWouldSwallowTheEnd() {
    assertThat(ReportText.of("# H\n\n````text x\ncode\n```")).endsWith("\n```\n````\n");
  }

  @Test
  void isCutWhenItIsTooLong() {
    assertThat(ReportText.of("A line of the report.\n".repeat(20_000)))
        .hasSizeLessThan(ReportText.LONGEST + 200)
        .endsWith("and was cut here.\n");
  }

  private static final List<String> PIECES =
      List.of(
          "[",
          "]",
          "(",
          ")",
          "<",
          ">",
          "!",
          "\\",
          "[1]",
          "](",
          "]: ",
          "![",
          "[x]: ",
          "[^3]: ",
          "`",
          "```\n",
          "<a href=x>",
          "<!--",
          "<https://a.example/x>",
          "https://a.example/x",
          "javascript:x()",
          "&#60;",
          "# ",
          "> ",
          "- ",
          "| a |\n|---|\n",
          "\n",
          " ",
          "word ",
          "\u202E");

  /** Pieces of Markdown in every order: nothing may come out as HTML, image or strange link. */
  @Test
  void isHarmlessHoweverItIsPutTogether() {
    var random = new Random(7);
    for (int i = 0; i < 5_000; i++) {
      var answer = new StringBuilder();
      for (int j = 0; j < 12; j++) {
        answer.append(PIECES.get(random.nextInt(PIECES.size())));
      }
      assertThat(ReportText.of(answer.toString()))
          .doesNotContainPattern("<[A-Za-z/!?]")
          .doesNotContainPattern("!\\[")
          .doesNotContainPattern("\\][(:](?!\\s*https://)")
          .doesNotContain("\u202E");
    }
  }
}
