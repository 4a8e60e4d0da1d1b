package dev.bivouac.kimi;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/**
 * That a provider carries formulas out, and at what price.
 *
 * @param prices by the formula's name; one that is missing costs nothing, or nobody knows
 */
public record FormulaOffer(Map<String, Price> prices) {
  /**
   * What a call costs beyond the model's tokens.
   *
   * @param perCall US dollars for a call that succeeds
   * @param asOf the day on which it was read off the vendor's pages
   */
  public record Price(BigDecimal perCall, LocalDate asOf) {}

  public FormulaOffer {
    prices = Map.copyOf(prices);
  }

  /** What a call costs, if that is known. */
  public Optional<Price> price(Formula formula) {
    return Optional.ofNullable(prices.get(formula.name()));
  }
}
