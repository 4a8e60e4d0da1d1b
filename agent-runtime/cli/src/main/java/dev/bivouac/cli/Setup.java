package dev.bivouac.cli;

import dev.bivouac.kimi.Catalogue;
import dev.bivouac.kimi.Provider;
import dev.bivouac.run.NearNames;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who thinks and which web it sees, decided. Flags win over the journal of the run, which keeps to
 * the provider and model it was started with; then come environment and configuration, then
 * defaults. Addresses that move between two starts of a program (a search server, a self-hosted
 * model) follow the environment before the journal.
 *
 * @param provider its name; {@value #REHEARSAL} for the model of rules
 * @param baseUrl of a custom provider
 * @param model id
 * @param tier of the provider's account, which says what may be asked in a minute
 * @param web which pages there are
 * @param reach which tools there are, and what they may reach
 */
record Setup(
    String provider,
    Optional<URI> baseUrl,
    String model,
    Optional<String> tier,
    Web web,
    Reach reach) {
  static final String REHEARSAL = "rehearsal";
  static final String RULES = "rules";

  /** The key that goes wherever {@code --base-url} says. */
  static final String OWN_KEY = "BIVOUAC_API_KEY";

  /**
   * Which pages there are.
   *
   * @param rehearsed true if pages and search come from this machine's rehearsal
   * @param pages the folder that the rehearsed web is made of; empty for the bundled site
   */
  record Web(boolean rehearsed, Optional<Path> pages) {}

  /**
   * Which tools there are besides the built-in ones, and what those may reach.
   *
   * @param tools jars and folders with tools and workflows of the user's own
   * @param allowPrivate addresses that are allowed although they are not public
   * @param searxng the user's SearXNG server
   * @param feeds the user's list of feeds
   */
  record Reach(
      List<Path> tools, List<String> allowPrivate, Optional<URI> searxng, Optional<Path> feeds) {}

  static Setup of(ModelOptions flags, Config config, Map<String, String> journaled) {
    boolean offline = flags.offline || "true".equals(journaled.get("offline"));
    Optional<String> model =
        Optional.ofNullable(flags.model).or(() -> Optional.ofNullable(journaled.get("model")));
    boolean rules = offline || model.equals(Optional.of(RULES));
    if (rules && (flags.provider != null || flags.baseUrl != null)) {
      throw new UsageException(
          "A rehearsal brings its own model. Drop --provider and --base-url, or drop --offline.");
    }
    Optional<Path> pages = pages(flags, journaled);
    Reach reach = reach(flags, config, journaled);
    if (rules) {
      return new Setup(
          REHEARSAL,
          Optional.empty(),
          RULES,
          Optional.empty(),
          new Web(offline || pages.isPresent(), pages),
          reach);
    }
    Provider provider = provider(config.providers(), providerName(flags, config, journaled));
    return new Setup(
        provider.name(),
        baseUrl(provider, flags, config, journaled),
        model
            .or(() -> config.get("BIVOUAC_MODEL"))
            .or(provider::defaultModel)
            .orElseThrow(() -> noModel(provider)),
        AccountTier.of(provider, flags.tier, config, journaled),
        new Web(pages.isPresent(), pages),
        reach);
  }

  /** True if pages and search come from this machine's rehearsal. */
  boolean rehearsedWeb() {
    return web.rehearsed();
  }

  /** The folder that the rehearsed web is made of; empty for the bundled site. */
  Optional<Path> pages() {
    return web.pages();
  }

  /** True if the model of rules thinks. */
  boolean rehearsed() {
    return provider.equals(REHEARSAL);
  }

  /** What a resume must know to set the program up the same way; no secrets. */
  Map<String, String> wiring() {
    var map = new TreeMap<String, String>();
    map.put("provider", provider);
    map.put("model", model);
    if (rehearsed()) {
      map.put("rehearsal", "true");
      map.put("offline", Boolean.toString(rehearsedWeb()));
    }
    baseUrl.ifPresent(url -> map.put("base-url", url.toString()));
    tier.ifPresent(name -> map.put("tier", name));
    pages().ifPresent(folder -> map.put("pages", folder.toString()));
    reach.feeds().ifPresent(list -> map.put("feeds", list.toString()));
    if (!reach.allowPrivate().isEmpty()) {
      map.put("allow-private", String.join(",", reach.allowPrivate()));
    }
    reach.searxng().ifPresent(url -> map.put("searxng", url.toString()));
    OwnOptions.wire(reach.tools(), map);
    return map;
  }

  /** The same with another list of feeds. */
  Setup withFeeds(Optional<Path> feeds) {
    var reached = new Reach(reach.tools(), reach.allowPrivate(), reach.searxng(), feeds);
    return new Setup(provider, baseUrl, model, tier, web, reached);
  }

  /** The same with tools and workflows of the user's own from elsewhere. */
  Setup withTools(List<Path> tools) {
    var reached = new Reach(tools, reach.allowPrivate(), reach.searxng(), reach.feeds());
    return new Setup(provider, baseUrl, model, tier, web, reached);
  }

  private static String providerName(
      ModelOptions flags, Config config, Map<String, String> journaled) {
    return Optional.ofNullable(flags.provider)
        .or(() -> Optional.ofNullable(journaled.get("provider")).filter(n -> !n.equals(REHEARSAL)))
        .or(() ->
            config
                .get("BIVOUAC_PROVIDER")
                .filter(name -> flags.baseUrl == null || isOfOnesOwn(name, config)))
        .or(() -> flags.baseUrl == null ? Optional.empty() : Optional.of("custom"))
        .orElse("moonshot");
  }

  private static boolean isOfOnesOwn(String name, Config config) {
    return config
        .providers()
        .named(name)
        .filter(provider -> provider.baseUrl().isEmpty())
        .isPresent();
  }

  private static Provider provider(Catalogue known, String name) {
    return known
        .named(name)
        .orElseThrow(() ->
            new UsageException(
                "Provider '%s' is not known. %s"
                    .formatted(name, NearNames.hint(name, known.names()))));
  }

  private static UsageException noModel(Provider provider) {
    return new UsageException(
        "Provider %s has no usual model: say --model ID, or set BIVOUAC_MODEL. `bivouac doctor` lists what it serves."
            .formatted(provider.name()));
  }

  private static Optional<URI> baseUrl(
      Provider provider, ModelOptions flags, Config config, Map<String, String> journaled) {
    boolean fixed = provider.baseUrl().isPresent();
    if (fixed && flags.baseUrl != null) {
      throw new UsageException(
          "--base-url goes with a server of your own, such as --provider custom: the key of %s is only ever sent to %s itself."
              .formatted(provider.name(), provider.name()));
    }
    if (fixed) {
      return Optional.empty();
    }
    URI url =
        Optional.ofNullable(flags.baseUrl)
            .or(() ->
                ofNoOtherKey(provider)
                    .flatMap(key -> config.get("BIVOUAC_BASE_URL"))
                    .map(text -> address("BIVOUAC_BASE_URL", text)))
            .or(() -> journaledAddress(provider, config, journaled))
            .orElseThrow(() ->
                new UsageException(
                    "Provider %s needs an address: --base-url http://HOST:PORT/v1, or %s."
                        .formatted(
                            provider.name(),
                            ofNoOtherKey(provider)
                                .map(key -> "BIVOUAC_BASE_URL")
                                .orElse("baseUrl in ~/.bivouac/providers.json"))));
    return Optional.of(checked("--base-url", url));
  }

  /** Something if no key but the one that goes with the setting's address could be sent there. */
  private static Optional<String> ofNoOtherKey(Provider provider) {
    return Optional.of(provider.keyVariable().orElse(OWN_KEY)).filter(OWN_KEY::equals);
  }

  /** Where the run's provider was, if the one of now has the same key. */
  private static Optional<URI> journaledAddress(
      Provider provider, Config config, Map<String, String> journaled) {
    return Optional.ofNullable(journaled.get("provider"))
        .flatMap(config.providers()::named)
        .filter(then -> then.keyVariable().equals(provider.keyVariable()))
        .flatMap(then -> Optional.ofNullable(journaled.get("base-url")))
        .map(URI::create);
  }

  private static Optional<Path> pages(ModelOptions flags, Map<String, String> journaled) {
    Optional<Path> pages =
        Optional.ofNullable(flags.pages)
            .or(() -> Optional.ofNullable(journaled.get("pages")).map(Path::of))
            .map(folder -> folder.toAbsolutePath().normalize());
    pages.ifPresent(folder -> {
      if (!Files.isDirectory(folder)) {
        throw new UsageException("--pages must be a folder of HTML pages, was " + folder + ".");
      }
    });
    return pages;
  }

  private static Reach reach(ModelOptions flags, Config config, Map<String, String> journaled) {
    List<String> allowed =
        flags.allowPrivate.isEmpty() && journaled.containsKey("allow-private")
            ? List.of(journaled.get("allow-private").split(","))
            : List.copyOf(flags.allowPrivate);
    Optional<URI> searxng =
        config
            .get("SEARXNG_URL")
            .or(() -> Optional.ofNullable(journaled.get("searxng")))
            .map(text -> webAddress("SEARXNG_URL", text));
    Optional<Path> feeds = Optional.ofNullable(journaled.get("feeds")).map(Path::of);
    return new Reach(OwnOptions.wired(journaled), allowed, searxng, feeds);
  }

  /**
   * An address as a setting may give it.
   *
   * @throws UsageException if it is none; the sentence begins with the name
   */
  static URI webAddress(String name, String text) {
    return checked(name, address(name, text));
  }

  private static URI address(String name, String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException e) {
      throw new UsageException(name + " must be an http or https address, was '" + text + "'.");
    }
  }

  private static URI checked(String name, URI url) {
    boolean web =
        "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
    if (url.getRawUserInfo() != null) {
      throw new UsageException(name + " must not carry a user name or password before the host.");
    }
    if (!web || url.getHost() == null) {
      throw new UsageException(name + " must be an http or https address, was '" + url + "'.");
    }
    return url;
  }
}
