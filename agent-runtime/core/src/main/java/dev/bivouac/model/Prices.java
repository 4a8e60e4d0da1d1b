package dev.bivouac.model;

import dev.bivouac.run.Cost;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * List prices of a model, in US dollars for a million tokens.
 *
 * @param cachedInput input tokens served from the provider's prompt cache
 * @param input other input tokens
 * @param output tokens received, reasoning included
 * @param asOf the day the prices were looked up
 */
public record Prices(BigDecimal cachedInput, BigDecimal input, BigDecimal output, LocalDate asOf) {
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  /**
   * What so many tokens cost, marked as estimated at these prices.
   *
   * @param inputTokens all tokens sent, cached ones included
   * @param cachedTokens the part of them that came from the cache
   * @param outputTokens tokens received
   */
  public Cost of(long inputTokens, long cachedTokens, long outputTokens) {
    long uncached = Math.max(0, inputTokens - cachedTokens);
    BigDecimal sum =
        cachedInput
            .multiply(BigDecimal.valueOf(cachedTokens))
            .add(input.multiply(BigDecimal.valueOf(uncached)))
            .add(output.multiply(BigDecimal.valueOf(outputTokens)));
    return Cost.atListPrices(sum.divide(MILLION), asOf);
  }
}
