package dev.bivouac.cli;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Who thinks and which web it sees, decided. Flags win over the journal of the run, which keeps to
 * the provider and model it was started with; then come environment and configuration, then
 * defaults. Addresses that move between two starts of a program (a search server, a self-hosted
 * model) follow the environment before the journal.
 *
 * @param hosts who is asked for the model, in order; the others once the first has failed for good
 * @param web which pages there are
 * @param reach which tools there are, and what they may reach
 */
record Setup(List<ModelHost> hosts, Web web, Reach reach) {
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
   * @param official where the web is searched, and which of the vendor's tools there are
   */
  record Reach(
      List<Path> tools,
      List<String> allowPrivate,
      Optional<URI> searxng,
      Optional<Path> feeds,
      Official official) {}

  static Setup of(ModelOptions flags, Config config, Map<String, String> journaled) {
    boolean offline = flags.offline || "true".equals(journaled.get("offline"));
    // At another provider a model may well have that id: the word of the command line decides.
    boolean rules =
        offline
            || (flags.model == null
                ? REHEARSAL.equals(journaled.get("provider"))
                : flags.model.equals(RULES));
    if (rules && (flags.provider != null || flags.baseUrl != null)) {
      throw new UsageException(
          "A rehearsal brings its own model. Drop --provider and --base-url, or drop --offline.");
    }
    Optional<Path> pages = pages(flags, journaled);
    if (rules) {
      Official official = Official.rehearsed(flags, journaled, offline || pages.isPresent());
      return new Setup(
          List.of(ModelHost.REHEARSED),
          new Web(offline || pages.isPresent(), pages),
          reach(flags, config, journaled, official));
    }
    return new Setup(
        ModelHosts.of(flags, config, journaled),
        new Web(pages.isPresent(), pages),
        reach(flags, config, journaled, official(flags, config, journaled, pages)));
  }

  private static Official official(
      ModelOptions flags, Config config, Map<String, String> journaled, Optional<Path> pages) {
    return pages.isPresent()
        ? Official.rehearsed(flags, journaled, true)
        : Official.of(flags, config, journaled);
  }

  /** Who is asked first. */
  ModelHost first() {
    return hosts.getFirst();
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
    return first().provider().equals(REHEARSAL);
  }

  /** What a resume must know to set the program up the same way; no secrets. */
  Map<String, String> wiring() {
    var map = new TreeMap<String, String>();
    map.put("provider", first().provider());
    map.put("model", first().model());
    if (hosts.size() > 1) {
      map.put(
          ModelHosts.FALLBACKS,
          hosts.stream().skip(1).map(ModelHost::label).collect(Collectors.joining(",")));
    }
    if (rehearsed()) {
      map.put("rehearsal", "true");
      map.put("offline", Boolean.toString(rehearsedWeb()));
    }
    hosts.stream()
        .flatMap(host -> host.baseUrl().stream())
        .forEach(url -> map.put("base-url", url.toString()));
    first().tier().ifPresent(name -> map.put("tier", name));
    pages().ifPresent(folder -> map.put("pages", folder.toString()));
    reach.feeds().ifPresent(list -> map.put("feeds", list.toString()));
    if (!reach.allowPrivate().isEmpty()) {
      map.put("allow-private", String.join(",", reach.allowPrivate()));
    }
    reach.searxng().ifPresent(url -> map.put("searxng", url.toString()));
    reach.official().wire(map);
    OwnOptions.wire(reach.tools(), map);
    return map;
  }

  /** The same with another list of feeds. */
  Setup withFeeds(Optional<Path> feeds) {
    return with(
        new Reach(reach.tools(), reach.allowPrivate(), reach.searxng(), feeds, reach.official()));
  }

  /** The same with tools and workflows of the user's own from elsewhere. */
  Setup withTools(List<Path> tools) {
    return with(
        new Reach(tools, reach.allowPrivate(), reach.searxng(), reach.feeds(), reach.official()));
  }

  /** The same with another word about the search and official tools. */
  Setup withOfficial(Official official) {
    return with(
        new Reach(reach.tools(), reach.allowPrivate(), reach.searxng(), reach.feeds(), official));
  }

  private Setup with(Reach reached) {
    return new Setup(hosts, web, reached);
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

  private static Reach reach(
      ModelOptions flags, Config config, Map<String, String> journaled, Official official) {
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
    return new Reach(OwnOptions.wired(journaled), allowed, searxng, feeds, official);
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
