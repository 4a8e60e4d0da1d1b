package dev.bivouac.cli;

import dev.bivouac.cli.Official.Search;
import dev.bivouac.kimi.Provider;
import java.util.Optional;

/**
 * Where {@code web_search} looks, decided from what was said and what is configured.
 *
 * @param search never {@link Search#AUTO} or {@link Search#BEFORE}
 * @param insisted true if nothing else may take its place
 * @param why for people; goes on after "chosen"
 */
record SearchChoice(Search search, boolean insisted, String why) {

  /**
   * Decides.
   *
   * @param provider the model's
   * @param hasKey true if its key is set
   * @throws UsageException if what was said cannot be had
   */
  static SearchChoice of(Setup setup, Provider provider, boolean hasKey) {
    Search said = setup.reach().official().search();
    return switch (said) {
      case FEEDS -> new SearchChoice(Search.FEEDS, true, "since --search says so");
      case SEARXNG -> {
        if (setup.reach().searxng().isEmpty()) {
          throw new UsageException(
              "--search searxng needs an address: set SEARXNG_URL to a SearXNG server of your own.");
        }
        yield new SearchChoice(Search.SEARXNG, true, "since --search says so");
      }
      case FORMULA -> {
        obstacle(setup, provider, hasKey)
            .ifPresent(why -> {
              throw new UsageException(
                  "Moonshot's own search cannot be had, since %s. Say --search feeds, or --search searxng with SEARXNG_URL."
                      .formatted(why));
            });
        yield new SearchChoice(Search.FORMULA, true, "since --search says so");
      }
      case AUTO, BEFORE -> configured(setup, provider, hasKey);
    };
  }

  private static SearchChoice configured(Setup setup, Provider provider, boolean hasKey) {
    if (setup.reach().searxng().isPresent()) {
      return new SearchChoice(Search.SEARXNG, false, "since SEARXNG_URL is set");
    }
    if (setup.reach().feeds().isPresent()) {
      return new SearchChoice(Search.FEEDS, false, "since a list of feeds is named");
    }
    Optional<String> obstacle =
        setup.reach().official().search() == Search.BEFORE
            ? Optional.of("the run was started without it")
            : obstacle(setup, provider, hasKey);
    return obstacle
        .map(why -> new SearchChoice(Search.FEEDS, false, "since " + why))
        .orElseGet(() ->
            new SearchChoice(
                Search.FORMULA,
                false,
                "since %s offers it and its key is set".formatted(provider.name())));
  }

  /** Why official tools cannot be had from the model's provider; empty if they can. */
  static Optional<String> obstacle(Setup setup, Provider provider, boolean hasKey) {
    if (setup.rehearsed()) {
      return Optional.of("the model of rules has no official tools");
    }
    if (!isOfOneProvider(setup)) {
      return Optional.of("only the vendor's own models can read it, and there are other providers");
    }
    if (provider.notes().formulas().isEmpty()) {
      return Optional.of("provider %s offers no formulas".formatted(provider.name()));
    }
    return provider
        .keyVariable()
        .filter(variable -> !hasKey)
        .map(variable -> "%s is not set".formatted(variable));
  }

  /** Sealed results are of use only if no other vendor's model may have to go on with them. */
  private static boolean isOfOneProvider(Setup setup) {
    return setup.hosts().size() == 1;
  }
}
