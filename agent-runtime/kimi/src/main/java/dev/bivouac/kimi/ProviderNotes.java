package dev.bivouac.kimi;

import java.util.Map;
import java.util.Optional;

/**
 * What is known of a provider besides how to call it.
 *
 * @param tried false if nobody has yet called it with this program
 * @param costInAnswers true if each answer says itself what it cost
 * @param aboutKeys a sentence to show when a key is refused; may be empty
 * @param models by id as the host spells it
 * @param limits what its accounts may ask for in a minute
 * @param formulas the vendor's official tools, where the provider carries them out
 */
public record ProviderNotes(
    boolean tried,
    boolean costInAnswers,
    String aboutKeys,
    Map<String, HostedModel> models,
    Tiers limits,
    Optional<FormulaOffer> formulas) {
  /** Nothing is known, and nothing to warn of. */
  public static final ProviderNotes NONE =
      new ProviderNotes(true, false, "", Map.of(), Tiers.NONE, Optional.empty());

  public ProviderNotes {
    models = Map.copyOf(models);
  }

  /** What an account may ask for in a minute, by the name of its tier. */
  public Map<String, Tier> tiers() {
    return limits.byName();
  }

  /** The tier to keep to if none is named; empty if none is known. */
  public Optional<String> defaultTier() {
    return limits.usual();
  }
}
