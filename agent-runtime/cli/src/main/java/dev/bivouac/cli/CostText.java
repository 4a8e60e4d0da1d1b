package dev.bivouac.cli;

import dev.bivouac.cli.story.Paid;
import dev.bivouac.cli.story.Story;
import dev.bivouac.run.Cost;
import java.util.Locale;
import java.util.Optional;

/** What a run cost, and who says so. */
final class CostText {
  private CostText() {}

  /**
   * The whole of it: {@code ~0.0900 USD of at most 1.00 USD, estimated from list prices of ...}.
   */
  static String of(Story story) {
    String limit =
        story
            .state()
            .limits()
            .maxCost()
            .map(most -> " of at most %s USD".formatted(most.toPlainString()))
            .orElse("");
    return story
        .state()
        .progress()
        .usage()
        .cost()
        .map(cost -> Shown.cost(cost) + limit + ", " + source(cost, story.paid()))
        .orElse("not known: no price is known for this model");
  }

  private static String source(Cost cost, Paid paid) {
    String unpriced =
        paid.unpricedTokens() == 0
            ? ""
            : String.format(
                Locale.ROOT,
                "; without %,d tokens for which no price is known",
                paid.unpricedTokens());
    return who(cost, paid) + unpriced;
  }

  private static String who(Cost cost, Paid paid) {
    if (!cost.estimated()) {
      return "as the provider says";
    }
    String estimated = "estimated from list prices" + day(cost.pricesAsOf());
    return paid.saidByProvider().signum() == 0
        ? estimated
        : "%s of it as the provider says, the rest %s"
            .formatted(Shown.cost(new Cost(paid.saidByProvider(), false)), estimated);
  }

  private static String day(Optional<?> prices) {
    return prices.map(day -> " of " + day).orElse("");
  }
}
