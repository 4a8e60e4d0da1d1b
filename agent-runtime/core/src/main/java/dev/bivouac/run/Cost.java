package dev.bivouac.run;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What something cost.
 *
 * @param usd US dollars, zero or more
 * @param estimated true if computed from list prices, false if the provider itself said so
 * @param pricesAsOf the day of those list prices, the oldest if there are several; empty if none
 *     were needed, or the day is not known
 */
public record Cost(BigDecimal usd, boolean estimated, Optional<LocalDate> pricesAsOf) {
  public static final Cost NOTHING = new Cost(BigDecimal.ZERO, false);

  public Cost {
    if (usd.signum() < 0) {
      throw new IllegalArgumentException("usd must be zero or more, was " + usd);
    }
    if (pricesAsOf.isPresent() && !estimated) {
      throw new IllegalArgumentException(
          "pricesAsOf must be empty where nothing is estimated, was " + pricesAsOf.get());
    }
    // One number, one form: what is stored as 100 must equal what was computed as 1E+2.
    usd = usd.stripTrailingZeros();
    usd = usd.scale() < 0 ? usd.setScale(0) : usd;
  }

  /** One that does not say which day's prices it is computed from. */
  public Cost(BigDecimal usd, boolean estimated) {
    this(usd, estimated, Optional.empty());
  }

  /** An estimate from the list prices of a day. */
  public static Cost atListPrices(BigDecimal usd, LocalDate asOf) {
    return new Cost(usd, true, Optional.of(asOf));
  }

  /** The same, with the day of the list prices if it is an estimate that does not say it. */
  public Cost ifUndated(LocalDate asOf) {
    return estimated && pricesAsOf.isEmpty() ? atListPrices(usd, asOf) : this;
  }

  /** Both together; estimated as soon as one of them is. */
  public Cost plus(Cost other) {
    return new Cost(usd.add(other.usd), estimated || other.estimated, older(other));
  }

  private Optional<LocalDate> older(Cost other) {
    return Stream.of(pricesAsOf, other.pricesAsOf)
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder());
  }
}
