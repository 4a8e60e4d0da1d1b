package dev.bivouac.cli;

import dev.bivouac.kimi.Catalogue;
import dev.bivouac.kimi.Provider;
import dev.bivouac.run.NearNames;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Decides who is asked for the model: the first provider, and those that are asked in its place
 * once it has failed for good. All of them serve the same model, under whatever id.
 */
final class ModelHosts {
  /** Where the journal keeps the providers after the first. */
  static final String FALLBACKS = "fallbacks";

  private final ModelOptions flags;
  private final Config config;
  private final Map<String, String> journaled;
  private final Catalogue known;

  private ModelHosts(ModelOptions flags, Config config, Map<String, String> journaled) {
    this.flags = flags;
    this.config = config;
    this.journaled = journaled;
    this.known = config.providers();
  }

  /** At least one, in the order they are asked in. */
  static List<ModelHost> of(ModelOptions flags, Config config, Map<String, String> journaled) {
    return new ModelHosts(flags, config, journaled).all();
  }

  /** The parts of a list such as {@code moonshot,openrouter/moonshotai/kimi-k2.6}. */
  static List<ModelHost.Named> named(String list) {
    return Arrays.stream(list.split(",", -1)).map(ModelHost.Named::of).toList();
  }

  private List<ModelHost> all() {
    List<ModelHost.Named> named = names();
    refuseTwice(named);
    Provider first = provider(named.getFirst().provider());
    String model = firstModel(first, named.getFirst());
    List<Provider> others = named.stream().skip(1).map(it -> provider(it.provider())).toList();
    refuseTwoAddresses(first, others);
    refuseUnusedAddress(first, others);
    var hosts = new ArrayList<ModelHost>();
    hosts.add(host(first, model, flags.tier));
    for (int i = 0; i < others.size(); i++) {
      String id = sameModel(first, model, others.get(i), named.get(i + 1));
      hosts.add(host(others.get(i), id, null));
    }
    return List.copyOf(hosts);
  }

  private ModelHost host(Provider provider, String model, @Nullable String tier) {
    return new ModelHost(
        provider.name(),
        baseUrl(provider),
        model,
        AccountTier.of(provider, tier, config, journaled));
  }

  private List<ModelHost.Named> names() {
    if (flags.provider != null) {
      return named(flags.provider);
    }
    Optional<String> before =
        Optional.ofNullable(journaled.get("provider"))
            .filter(name -> !name.equals(Setup.REHEARSAL));
    if (before.isPresent()) {
      var all = new ArrayList<>(List.of(new ModelHost.Named(before.get(), Optional.empty())));
      Optional.ofNullable(journaled.get(FALLBACKS)).map(ModelHosts::named).ifPresent(all::addAll);
      // With another model their ids there are others as well.
      return flags.model == null
          ? all
          : all.stream().map(it -> new ModelHost.Named(it.provider(), Optional.empty())).toList();
    }
    return config
        .get(Setting.PROVIDER.name())
        .map(ModelHosts::named)
        .filter(list -> flags.baseUrl == null || list.stream().anyMatch(this::isOfOnesOwn))
        .orElseGet(() ->
            List.of(
                new ModelHost.Named(
                    flags.baseUrl == null ? "moonshot" : "custom", Optional.empty())));
  }

  private boolean isOfOnesOwn(ModelHost.Named named) {
    return known.named(named.provider()).filter(ModelHost::needsAddress).isPresent();
  }

  private static void refuseTwice(List<ModelHost.Named> named) {
    var seen = new TreeSet<String>();
    for (ModelHost.Named one : named) {
      if (one.provider().isEmpty() || one.model().filter(String::isEmpty).isPresent()) {
        throw new UsageException(
            "--provider must be a name, or several in order such as moonshot,openrouter.");
      }
      if (!seen.add(one.provider())) {
        throw new UsageException(
            "Provider %s stands twice in --provider. Name each once."
                .formatted(SafeText.line(one.provider(), 60)));
      }
    }
  }

  /** One {@code --base-url} cannot serve two. */
  private static void refuseTwoAddresses(Provider first, List<Provider> others) {
    var without = new ArrayList<>(others);
    without.addFirst(first);
    without.removeIf(provider -> !ModelHost.needsAddress(provider));
    if (without.size() > 1) {
      throw new UsageException(
          "Providers %s and %s have no address, and there is one --base-url. Give them addresses in ~/.bivouac/providers.json."
              .formatted(without.getFirst().name(), without.get(1).name()));
    }
  }

  private void refuseUnusedAddress(Provider first, List<Provider> others) {
    boolean used =
        ModelHost.needsAddress(first) || others.stream().anyMatch(ModelHost::needsAddress);
    if (flags.baseUrl != null && !used) {
      throw new UsageException(
          "--base-url goes with a server of your own, such as --provider custom: the key of %s is only ever sent to %s itself."
              .formatted(first.name(), first.name()));
    }
  }

  private Provider provider(String name) {
    return known
        .named(name)
        .orElseThrow(() ->
            new UsageException(
                "Provider '%s' is not known. %s"
                    .formatted(SafeText.line(name, 60), NearNames.hint(name, known.names()))));
  }

  private String firstModel(Provider first, ModelHost.Named named) {
    if (flags.model != null && named.model().filter(id -> !id.equals(flags.model)).isPresent()) {
      throw new UsageException(
          "--provider %s/%s and --model %s name two models. Drop one of them."
              .formatted(first.name(), named.model().get(), flags.model));
    }
    return Optional.ofNullable(flags.model)
        .or(named::model)
        .or(() -> Optional.ofNullable(journaled.get("model")).map(id -> journaledAt(first, id)))
        .or(() -> config.get("BIVOUAC_MODEL"))
        .or(first::defaultModel)
        .orElseThrow(() ->
            new UsageException(
                "Provider %s has no usual model: say --model ID, or set BIVOUAC_MODEL. `bivouac doctor` lists what it serves."
                    .formatted(first.name())));
  }

  /** A run that goes on at another provider goes on with its model there, if its id is known. */
  private String journaledAt(Provider now, String id) {
    return Optional.ofNullable(journaled.get("provider"))
        .filter(name -> !name.equals(now.name()))
        .flatMap(known::named)
        .flatMap(then -> now.idOf(then.modelName(id)))
        .orElse(id);
  }

  private static String sameModel(
      Provider first, String model, Provider other, ModelHost.Named said) {
    String name = first.modelName(model);
    if (said.model().isEmpty()) {
      return other
          .idOf(name)
          .orElseThrow(() ->
              new UsageException(
                  "Which id %s has at %s is not known, and a fallback is for the same model only. Say it: --provider ...,%s/ID."
                      .formatted(name, other.name(), other.name())));
    }
    String id = said.model().get();
    if (!other.modelName(id).equals(name)) {
      throw new UsageException(
          "A fallback is for the same model only: %s/%s is %s, and %s/%s is %s. If they are the same, say \"is\": \"%s\" for it in ~/.bivouac/providers.json."
              .formatted(first.name(), model, name, other.name(), id, other.modelName(id), name));
    }
    return id;
  }

  private Optional<URI> baseUrl(Provider provider) {
    if (!ModelHost.needsAddress(provider)) {
      return Optional.empty();
    }
    URI url =
        Optional.ofNullable(flags.baseUrl)
            .or(() ->
                ofNoOtherKey(provider)
                    .flatMap(key -> config.get("BIVOUAC_BASE_URL"))
                    .map(text -> Setup.webAddress("BIVOUAC_BASE_URL", text)))
            .or(() -> journaledAddress(provider))
            .orElseThrow(() ->
                new UsageException(
                    "Provider %s needs an address: --base-url http://HOST:PORT/v1, or %s."
                        .formatted(
                            provider.name(),
                            ofNoOtherKey(provider)
                                .map(key -> "BIVOUAC_BASE_URL")
                                .orElse("baseUrl in ~/.bivouac/providers.json"))));
    return Optional.of(Setup.webAddress("--base-url", url.toString()));
  }

  /** Something if no key but the one that goes with the setting's address could be sent there. */
  private static Optional<String> ofNoOtherKey(Provider provider) {
    return Optional.of(provider.keyVariable().orElse(Setup.OWN_KEY)).filter(Setup.OWN_KEY::equals);
  }

  /** Where the run's own provider was, if the one of now has the same key. */
  private Optional<URI> journaledAddress(Provider provider) {
    var then = new ArrayList<ModelHost.Named>();
    Optional.ofNullable(journaled.get("provider")).map(ModelHosts::named).ifPresent(then::addAll);
    Optional.ofNullable(journaled.get(FALLBACKS)).map(ModelHosts::named).ifPresent(then::addAll);
    return then.stream()
        .flatMap(named -> known.named(named.provider()).stream())
        .filter(ModelHost::needsAddress)
        .filter(before -> before.keyVariable().equals(provider.keyVariable()))
        .findFirst()
        .flatMap(before -> Optional.ofNullable(journaled.get("base-url")))
        .map(URI::create);
  }
}
