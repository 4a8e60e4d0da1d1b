package dev.bivouac.cli;

import dev.bivouac.kimi.Provider;
import dev.bivouac.kimi.Tier;
import dev.bivouac.retry.Quota;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The tier of a provider's account, and what it allows. */
final class AccountTier {
  private AccountTier() {}

  /**
   * The tier to keep to: the one that is said, else the run's, else the configured, else the
   * provider's usual one. What is not said outright is passed over where the provider has no such
   * tier: it may be meant for another.
   */
  static Optional<String> of(
      Provider provider, @Nullable String flag, Config config, Map<String, String> journaled) {
    var known = new TreeSet<>(provider.notes().tiers().keySet());
    if (flag != null && !known.contains(flag)) {
      throw new UsageException(
          known.isEmpty()
              ? "No tiers of provider %s are known. Drop --tier, or say them in ~/.bivouac/providers.json."
                  .formatted(provider.name())
              : "Provider %s has no tier '%s'. There are: %s."
                  .formatted(provider.name(), SafeText.line(flag, 40), String.join(", ", known)));
    }
    boolean same = provider.name().equals(journaled.get("provider"));
    return Optional.ofNullable(flag)
        .or(() -> Optional.ofNullable(journaled.get("tier")).filter(tier -> same))
        .or(() -> config.get(Setting.TIER.name()))
        .filter(known::contains)
        .or(() -> provider.notes().defaultTier());
  }

  /** What may be asked in a minute. */
  static Quota quota(Provider provider, Optional<String> tier) {
    return tier.flatMap(name -> Optional.ofNullable(provider.notes().tiers().get(name)))
        .map(AccountTier::quota)
        .orElse(Quota.NONE);
  }

  private static Quota quota(Tier tier) {
    return new Quota(tier.requestsPerMinute(), tier.tokensPerMinute());
  }
}
