package dev.bivouac.workflows.dailynews;

import java.math.BigDecimal;
import java.util.Set;

/** The text of one fetched article, or of what was asked, prepared for looking things up. */
final class Article {
  private final Set<BigDecimal> values;
  private final String words;

  Article(String text) {
    this.values = Figure.valuesIn(text);
    this.words = Quotation.words(text);
  }

  boolean has(Figure figure) {
    return figure.isAmong(values);
  }

  boolean has(Quotation quotation) {
    return quotation.standsIn(words);
  }
}
