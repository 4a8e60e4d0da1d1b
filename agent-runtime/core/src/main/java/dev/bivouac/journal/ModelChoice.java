package dev.bivouac.journal;

import dev.bivouac.model.ModelProfile;
import dev.bivouac.model.Prices;
import java.util.Optional;

/**
 * Which model a run asks, with what the decisions about limits need to know of it.
 *
 * @param provider the provider's name
 * @param model the model's id there
 * @param contextWindow tokens that fit into one request and its answer together
 * @param prices list prices, if known
 */
public record ModelChoice(
    String provider, String model, int contextWindow, Optional<Prices> prices) {
  /** The choice that a profile describes. */
  public static ModelChoice of(ModelProfile profile) {
    return new ModelChoice(
        profile.provider(), profile.model(), profile.contextWindow(), profile.prices());
  }

  /** For people: {@code moonshot/kimi-k2.6}. */
  public String label() {
    return provider + "/" + model;
  }
}
