package dev.bivouac.cli;

import dev.bivouac.kimi.Catalogue;
import dev.bivouac.kimi.Provider;
import dev.bivouac.kimi.Providers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.TypeConversionException;

/**
 * Something that can be set by an environment variable or in the configuration file. This is the
 * one list of them.
 *
 * @param name of the variable, the same in both places
 * @param kind what a value must look like
 * @param byDefault what holds if it is not set, for people; empty if nothing does
 * @param about a sentence for people
 */
record Setting(String name, Kind kind, String byDefault, String about) {
  /** What a value must look like. */
  enum Kind {
    PROVIDER,
    ADDRESS,
    FOLDER,
    DURATION,
    TEXT,
    /** One of the words for where the web is searched. */
    SEARCH,
    /** Names of official tools with commas between them. */
    FORMULAS,
    /** Never shown, and only ever sent to its own provider. */
    KEY
  }

  static final Setting PROVIDER =
      new Setting(
          "BIVOUAC_PROVIDER",
          Kind.PROVIDER,
          Providers.MOONSHOT.name(),
          "Who thinks, such as openrouter; or several in order.");
  static final Setting BASE_URL =
      new Setting(
          "BIVOUAC_BASE_URL", Kind.ADDRESS, "", "Where your own server is: http://HOST:PORT/v1.");
  static final Setting MODEL =
      new Setting(
          "BIVOUAC_MODEL",
          Kind.TEXT,
          "the provider's",
          "The model's id as the provider spells it.");
  static final Setting TIER =
      new Setting("BIVOUAC_TIER", Kind.TEXT, "", "The account's tier at the provider, such as 1.");
  static final Setting STORE =
      new Setting(
          "BIVOUAC_STORE",
          Kind.FOLDER,
          "~/.bivouac/store",
          "What keeps runs: a folder, or jdbc:postgresql://...");
  static final Setting SEARXNG =
      new Setting("SEARXNG_URL", Kind.ADDRESS, "", "Your SearXNG server, which is then searched.");
  static final Setting SEARCH =
      new Setting(
          "BIVOUAC_SEARCH",
          Kind.SEARCH,
          "auto",
          "Where web_search looks: auto, formula, searxng, feeds.");
  static final Setting FORMULAS =
      new Setting(
          "BIVOUAC_FORMULAS", Kind.FORMULAS, "", "Official tools of Moonshot's to offer: fetch.");
  static final Setting TOOLS =
      new Setting("BIVOUAC_TOOLS", Kind.TEXT, "", "Tools of your own: jars, folders.");
  static final Setting REHEARSAL_PACE =
      new Setting(
          "BIVOUAC_REHEARSAL_PACE",
          Kind.DURATION,
          "0s",
          "How long the slowest page of --offline takes: to 9s.");

  private static final List<Setting> OF_PROGRAM =
      List.of(
          PROVIDER, BASE_URL, MODEL, TIER, STORE, SEARCH, SEARXNG, FORMULAS, TOOLS, REHEARSAL_PACE);

  /** The flag that wins over it. */
  Optional<String> flag() {
    return List.of(PROVIDER, BASE_URL, MODEL, TIER, STORE, SEARCH, FORMULAS, TOOLS).contains(this)
        ? Optional.of(
            "--" + name.replace("BIVOUAC_", "").toLowerCase(Locale.ROOT).replace('_', '-'))
        : Optional.empty();
  }

  /** True if nobody may see its value. */
  boolean isSecret() {
    return kind == Kind.KEY;
  }

  /** All that come with the program, in the order to show them in. */
  static List<Setting> all() {
    return all(Catalogue.bundled());
  }

  /** The same, with the keys of those providers. */
  static List<Setting> all(Catalogue providers) {
    return Stream.concat(
            OF_PROGRAM.stream(),
            providers.keyVariables().stream().map(variable -> key(variable, providers)))
        .toList();
  }

  /**
   * How long the slowest page of a rehearsal takes.
   *
   * @throws UsageException if it is set to something else than a short time
   */
  static Duration rehearsalPace(Config config) {
    String said = config.get(REHEARSAL_PACE.name()).orElse(REHEARSAL_PACE.byDefault());
    return pace(said)
        .orElseThrow(() ->
            new UsageException(
                "%s must be a time from 0s to 9s, was '%s'."
                    .formatted(REHEARSAL_PACE.name(), said)));
  }

  static Optional<Duration> pace(String text) {
    try {
      Duration pace = new LimitOptions.DurationConverter().convert(text);
      // A page that took longer would be given up by the tool that fetches it.
      boolean fits = !pace.isNegative() && pace.compareTo(Duration.ofSeconds(9)) <= 0;
      return fits ? Optional.of(pace) : Optional.empty();
    } catch (TypeConversionException e) {
      return Optional.empty();
    }
  }

  private static Setting key(String variable, Catalogue providers) {
    String names =
        providers.all().stream()
            .filter(provider -> provider.keyVariable().equals(Optional.of(variable)))
            .map(Provider::name)
            .collect(Collectors.joining(", "));
    return new Setting(variable, Kind.KEY, "", "The key of %s.".formatted(names));
  }
}
