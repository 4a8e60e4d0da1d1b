package dev.bivouac.workflows.dailynews;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FigureTest {
  @ParameterizedTest(name = "{0} is found in: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "1,234.5       | 1.234,5",
        "1 234,5       | 1,234.5",
        "1234.5        | 1 234,5",
        "1'234'567     | 1,234,567",
        "1’234         | 1234",
        "12,00,000     | 1200000",
        "1.234         | 1,234",
        "1.234         | 1.234",
        "5.0           | 5",
        "12 %          | 12 percent",
        "$1.5bn        | $1.5 billion",
        "€20           | EUR20",
        "2026          | on 2026-11-22",
        "22.11.2026    | on Nov 22, 2026",
        "11/22/2026    | 22/11/2026",
        "2026-11-08    | 8 November 2026",
        "14:30         | at 14.30 and 30, 14",
        "12 345 people | 12345",
        "7 000 left    | 7 on the 000 line",
        "٣٥            | 35",
        "３５人         | 35",
        "1990s         | the 1990s",
        "3.5万          | 3.5",
        "007           | 7",
        "3             | 3rd",
      })
  void meansTheSameInEverySpelling(String report, String article) {
    assertThat(Figure.in(report)).isNotEmpty();
    assertThat(Figure.in(report))
        .allMatch(figure -> figure.isAmong(Figure.valuesIn(article)), "stands in " + article);
  }

  @ParameterizedTest(name = "{0} is not found in: {1}")
  @CsvSource(
      delimiter = '|',
      value = {
        "42         | 24 or 420 or 4.2 or 4 and 2",
        "1.5        | 1 and 5",
        "1,234      | 1 and 234",
        "12.5       | 125",
        "2025       | 2026",
        "22.11.2026 | 23 December 2026",
        "1.2 million| 12 million",
        "5          | G20",
      })
  void isMissedWhenTheValueDiffers(String report, String article) {
    assertThat(Figure.in(report))
        .anyMatch(figure -> !figure.isAmong(Figure.valuesIn(article)), "missing in " + article);
  }

  @ParameterizedTest
  @ValueSource(strings = {"the G20", "CO2", "Covid19 and H5N1", "no digits", "&#8217;", "х86"})
  void overlooksDigitsThatBelongToWords(String text) {
    assertThat(Figure.in(text)).isEmpty();
  }

  @Test
  void survivesDigitsWithoutEnd() {
    String long1 = "1.".repeat(50_000) + "1".repeat(50_000) + " 111".repeat(50_000);
    assertThat(Figure.in(long1).size()).isLessThan(60_000);
    assertThat(Figure.valuesIn(long1)).isNotNull();
  }
}
