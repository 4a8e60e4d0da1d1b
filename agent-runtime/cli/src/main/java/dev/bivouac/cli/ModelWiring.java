package dev.bivouac.cli;

import dev.bivouac.RuntimeBuilder;
import dev.bivouac.kimi.Catalogue;
import dev.bivouac.kimi.Dialect;
import dev.bivouac.kimi.KimiModelBuilder;
import dev.bivouac.kimi.KimiProfile;
import dev.bivouac.kimi.KimiStreamingChatModel;
import dev.bivouac.kimi.Provider;
import dev.bivouac.kimi.ProviderNotes;
import dev.bivouac.kimi.WireLog;
import dev.bivouac.rehearsal.Rehearsal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes the model of a setup, once for each provider that may be asked. */
final class ModelWiring {
  /** The model of rules speaks the plain dialect; its name is never one that a user can choose. */
  private static final Provider REHEARSAL =
      new Provider(
          Setup.REHEARSAL,
          Optional.empty(),
          Optional.empty(),
          Optional.of(Setup.RULES),
          Dialect.PLAIN,
          ProviderNotes.NONE);

  private final Setup setup;
  private final Config config;
  private final Optional<Rehearsal> rehearsal;

  ModelWiring(Setup setup, Config config, Optional<Rehearsal> rehearsal) {
    this.setup = setup;
    this.config = config;
    this.rehearsal = rehearsal;
  }

  /** The provider of that name, the rehearsal among them. */
  static Optional<Provider> knownProvider(Catalogue known, String name) {
    return name.equals(Setup.REHEARSAL) ? Optional.of(REHEARSAL) : known.named(name);
  }

  /**
   * Refuses a setup that misses the key of a provider, be it one that is asked last. A server of
   * one's own may want no key; the known hosts all do.
   */
  void checkKeys() {
    for (ModelHost host : setup.hosts()) {
      Provider provider = provider(host);
      boolean wantsKey = provider.baseUrl().isPresent() && provider.keyVariable().isPresent();
      if (wantsKey && key(host).isEmpty()) {
        throw new UsageException(
            "No key for provider %s: set %s to it, or choose another --provider.\nWithout any key: add --offline for a rehearsal on this machine."
                .formatted(provider.name(), provider.keyVariable().orElseThrow()));
      }
    }
  }

  Provider provider(ModelHost host) {
    return knownProvider(config.providers(), host.provider()).orElseThrow();
  }

  boolean hasKey(ModelHost host) {
    return key(host).isPresent();
  }

  private Optional<String> key(ModelHost host) {
    return setup.rehearsed()
        ? Optional.of("local")
        : provider(host).keyVariable().flatMap(config::get);
  }

  /** The model at that provider, not built yet. */
  KimiModelBuilder model(ModelHost host) {
    var builder = KimiStreamingChatModel.builder().provider(provider(host)).model(host.model());
    if (setup.rehearsed()) {
      return builder.baseUrl(rehearsal.orElseThrow().modelBaseUrl().toString()).apiKey("local");
    }
    key(host).ifPresent(builder::apiKey);
    host.baseUrl().ifPresent(url -> builder.baseUrl(url.toString()));
    return builder;
  }

  /**
   * Gives a runtime the model at each provider.
   *
   * @return those that nobody knows the price of, so that no limit on money can be held
   */
  List<String> addTo(RuntimeBuilder runtime, WireLog wire, Surroundings around) {
    var unpriced = new ArrayList<String>();
    for (ModelHost host : setup.hosts()) {
      KimiStreamingChatModel model = model(host).wireLog(wire).build();
      KimiProfile profile = KimiProfile.of(model);
      var restraint = Restraints.of(host, provider(host), key(host), around);
      if (host.equals(setup.first())) {
        runtime.model(model, profile).restraint(restraint);
      } else {
        runtime.fallback(model, profile, restraint);
      }
      if (profile.prices().isEmpty() && !provider(host).notes().costInAnswers()) {
        unpriced.add(host.label());
      }
    }
    return List.copyOf(unpriced);
  }
}
