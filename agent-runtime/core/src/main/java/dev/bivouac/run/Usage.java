package dev.bivouac.run;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Tokens of one model call or of several.
 *
 * @param input tokens sent, cached ones included
 * @param cached the part of {@code input} that the provider served from its prompt cache
 * @param output tokens received, reasoning included
 * @param cost what they cost; empty where no price is known
 */
public record Usage(long input, long cached, long output, Optional<Cost> cost) {
  public static final Usage NONE = new Usage(0, 0, 0, Optional.empty());

  public Usage {
    if (input < 0 || cached < 0 || output < 0) {
      throw new IllegalArgumentException(
          "tokens must be zero or more, were input %d, cached %d, output %d"
              .formatted(input, cached, output));
    }
  }

  /** Tokens that count towards the limit. */
  public long total() {
    return input + output;
  }

  /** The same, with the day of its list prices if its cost is an estimate that does not say it. */
  public Usage ifUndated(LocalDate pricesAsOf) {
    return new Usage(input, cached, output, cost.map(paid -> paid.ifUndated(pricesAsOf)));
  }

  /** Both together. The cost is the sum of those that are known. */
  public Usage plus(Usage other) {
    Optional<Cost> sum =
        cost.isPresent() && other.cost.isPresent()
            ? Optional.of(cost.get().plus(other.cost.get()))
            : cost.or(() -> other.cost);
    return new Usage(input + other.input, cached + other.cached, output + other.output, sum);
  }
}
