package dev.bivouac.workflows.dailynews;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuotationTest {
  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "She said \"we don't know yet\" twice.",
        "She said “We don’t know yet.”",
        "Sie sagte: „We don't know yet“",
        "Elle dit : « we don't know yet »",
        "Sie sagte »We don't know yet«.",
        "Hon sade ”we don't know yet”.",
        "\"We don't … know yet\"",
        "\"We don't [...] know yet\"",
        "\"[The voters] don't know yet\"",
        "\"we **don't** know\u00A0yet\"",
        "\"we don't know—yet\"",
      })
  void isFoundInEveryKindOfMarks(String report) {
    String article = Quotation.words("'We don't know [yet](https://a.example/x),' she *said*.");

    assertThat(Quotation.in(report)).singleElement().matches(it -> it.standsIn(article));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"we do not know yet\" | We don't know yet.",
        "\"we know nothing yet\" | We know nothing, not yet.",
        "\"art of the deal\"     | the start of the deal",
        "「知らないと言った人」     | 知らないと言わない人",
      })
  void isMissedWhenAWordDiffers(String report, String article) {
    assertThat(Quotation.in(report))
        .singleElement()
        .matches(it -> !it.standsIn(Quotation.words(article)));
  }

  @Test
  void comparesSignsOfChineseAndJapanese() {
    assertThat(Quotation.in("市長は「顔は記録しません」と述べた。"))
        .singleElement()
        .matches(it -> it.standsIn(Quotation.words("「顔は記録しません」。")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "the \"big tech\" firms",
        "“no”",
        "an open \" mark",
        "「公園」に",
        "5\" wide and 7\" high"
      })
  void leavesShortOnesAlone(String text) {
    assertThat(Quotation.in(text)).isEmpty();
  }
}
