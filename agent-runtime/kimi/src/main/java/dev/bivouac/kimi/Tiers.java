package dev.bivouac.kimi;

import java.util.Map;
import java.util.Optional;

/**
 * What accounts of a provider may ask for in a minute.
 *
 * @param byName what each tier allows
 * @param usual the tier to keep to if none is named; empty if none is known
 */
public record Tiers(Map<String, Tier> byName, Optional<String> usual) {
  /** Nothing is known. */
  public static final Tiers NONE = new Tiers(Map.of(), Optional.empty());

  public Tiers {
    byName = Map.copyOf(byName);
  }
}
