package dev.bivouac.cli;

import dev.bivouac.kimi.Provider;
import dev.bivouac.retry.Quota;
import dev.bivouac.retry.Restraint;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What holds calls back, one for each account, shared by all runs of this process. */
final class Restraints {
  private static final Map<Account, Restraint> SHARED = new ConcurrentHashMap<>();

  /** Whose calls count together; a key's digest, so that nothing that prints this shows a key. */
  private record Account(
      String provider, Optional<URI> baseUrl, Optional<String> tier, Optional<UUID> key) {}

  private Restraints() {}

  /** The one of that account; a rehearsal has its own, since its host is gone after the run. */
  static Restraint of(
      ModelHost host, Provider provider, Optional<String> key, Surroundings around) {
    Quota quota = AccountTier.quota(provider, host.tier());
    return host.provider().equals(Setup.REHEARSAL)
        ? Restraint.of(quota, around.clock())
        : SHARED.computeIfAbsent(
            new Account(provider.name(), host.baseUrl(), host.tier(), key.map(Restraints::digest)),
            account -> Restraint.of(quota, around.clock()));
  }

  private static UUID digest(String key) {
    return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8));
  }
}
