package dev.bivouac.run;

import java.math.BigDecimal;

/**
 * What something cost.
 *
 * @param usd US dollars, zero or more
 * @param estimated true if computed from list prices, false if the provider itself said so
 */
public record Cost(BigDecimal usd, boolean estimated) {
  public static final Cost NOTHING = new Cost(BigDecimal.ZERO, false);

  public Cost {
    if (usd.signum() < 0) {
      throw new IllegalArgumentException("usd must be zero or more, was " + usd);
    }
    // One number, one form: what is stored as 100 must equal what was computed as 1E+2.
    usd = usd.stripTrailingZeros();
    usd = usd.scale() < 0 ? usd.setScale(0) : usd;
  }

  /** Both together; estimated as soon as one of them is. */
  public Cost plus(Cost other) {
    return new Cost(usd.add(other.usd), estimated || other.estimated);
  }
}
