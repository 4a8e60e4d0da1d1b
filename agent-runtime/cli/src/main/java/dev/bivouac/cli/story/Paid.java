package dev.bivouac.cli.story;

import dev.bivouac.run.Cost;
import dev.bivouac.run.Usage;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * Where the figure of a run's cost comes from.
 *
 * @param saidByProvider US dollars that the provider itself says it charged; the rest is estimated
 * @param unpricedTokens tokens of which nobody knows the price, and which are in no sum
 */
public record Paid(BigDecimal saidByProvider, long unpricedTokens) {
  static final Paid NOTHING = new Paid(BigDecimal.ZERO, 0);

  Paid plus(Usage usage) {
    Optional<Cost> cost = usage.cost();
    if (cost.isEmpty()) {
      return new Paid(saidByProvider, unpricedTokens + usage.total());
    }
    return cost.get().estimated()
        ? this
        : new Paid(saidByProvider.add(cost.get().usd()), unpricedTokens);
  }
}
