package dev.bivouac.cli;

import dev.bivouac.kimi.Formula;
import dev.bivouac.run.NearNames;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was said about the search and about the vendor's official tools.
 *
 * @param search where {@code web_search} is to look
 * @param formulas official tools to offer besides, by the formula's name
 */
record Official(Search search, List<String> formulas) {
  /** Where {@code web_search} is to look. */
  enum Search {
    /** What is configured decides. */
    AUTO,
    /** Moonshot's own search, carried out by the model's provider. */
    FORMULA,
    /** A SearXNG server of the user's. */
    SEARXNG,
    /** A list of news feeds. */
    FEEDS,
    /** What a run was started with before there was a choice: never Moonshot's. Nobody says it. */
    BEFORE;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static final List<String> WORDS = List.of("auto", "formula", "searxng", "feeds");

  /** Said for {@code --formulas} to offer none although some are configured. */
  private static final String NONE = "none";

  /** Nothing was said. */
  static final Official UNSAID = new Official(Search.AUTO, List.of());

  Official {
    formulas = List.copyOf(formulas);
  }

  /** Flags win over the run's journal, that over the configuration. */
  static Official of(ModelOptions flags, Config config, Map<String, String> journaled) {
    Optional<Search> search =
        flagged("--search", flags.search, Official::search)
            .or(() -> flagged("The run's search", journaled.get("search"), Official::search))
            .or(() -> journaled.isEmpty() ? Optional.empty() : Optional.of(Search.BEFORE))
            .or(() -> configured(Setting.SEARCH, config).map(Official::search));
    Optional<List<String>> formulas =
        flagged("--formulas", flags.formulas, Official::names)
            .or(() -> Optional.ofNullable(journaled.get("formulas")).map(Official::names))
            .or(() -> journaled.isEmpty() ? Optional.empty() : Optional.of(List.of()))
            .or(() -> configured(Setting.FORMULAS, config).map(Official::names));
    return of(search.orElse(Search.AUTO), formulas.orElse(List.of()));
  }

  /** Whoever names the formula that searches has chosen it. */
  private static Official of(Search search, List<String> formulas) {
    if (!formulas.contains(Formula.WEB_SEARCH)) {
      return new Official(search, formulas);
    }
    if (search == Search.SEARXNG || search == Search.FEEDS) {
      throw new UsageException(
          "--formulas %s and --search %s both give the model its web_search. Drop one of them."
              .formatted(Formula.WEB_SEARCH, search.word()));
    }
    return new Official(
        Search.FORMULA,
        formulas.stream().filter(name -> !name.equals(Formula.WEB_SEARCH)).toList());
  }

  /**
   * For a rehearsal, which has a web and tools of its own: what is configured for other runs is
   * passed over, what is said outright is refused.
   */
  static Official rehearsed(
      ModelOptions flags, Map<String, String> journaled, boolean webIsRehearsed) {
    boolean ownSearch = flags.search != null && (webIsRehearsed || "formula".equals(flags.search));
    boolean ownFormulas = flags.formulas != null && !names(flags.formulas).isEmpty();
    if (ownSearch || ownFormulas) {
      throw new UsageException(
          "A rehearsal has its own search and no official tools. Drop %s, or drop --offline, --pages and --model rules."
              .formatted(ownSearch ? "--search" : "--formulas"));
    }
    Search search =
        flagged("--search", flags.search, Official::search)
            .or(() -> flagged("The run's search", journaled.get("search"), Official::search))
            .orElse(Search.AUTO);
    return new Official(search, List.of());
  }

  private static <T> Optional<T> flagged(
      String flag, @Nullable String said, Function<String, T> reading) {
    try {
      return Optional.ofNullable(said).map(reading);
    } catch (UsageException e) {
      throw new UsageException(flag + " " + e.getMessage());
    }
  }

  private static Optional<String> configured(Setting setting, Config config) {
    Optional<String> value = config.get(setting.name());
    value
        .flatMap(text -> problem(setting, text))
        .ifPresent(problem -> {
          throw new UsageException(setting.name() + " " + problem);
        });
    return value;
  }

  /** What is wrong with a configured value, as the end of a sentence that begins with the name. */
  static Optional<String> problem(Setting setting, String value) {
    try {
      var unused = setting.equals(Setting.SEARCH) ? search(value) : names(value);
      return Optional.empty();
    } catch (UsageException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  private static Search search(String word) {
    String lower = word.strip().toLowerCase(Locale.ROOT);
    if (!WORDS.contains(lower)) {
      throw new UsageException(
          "must be one of %s, was '%s'. %s"
              .formatted(
                  String.join(", ", WORDS), SafeText.line(word, 40), NearNames.hint(lower, WORDS)));
    }
    return Search.valueOf(lower.toUpperCase(Locale.ROOT));
  }

  private static List<String> names(String list) {
    Set<String> names = new LinkedHashSet<>();
    Arrays.stream(list.split(",", -1)).map(String::strip).forEach(names::add);
    names.removeIf(name -> name.isEmpty() || name.equals(NONE));
    for (String name : names) {
      if (!Formula.isName(name)) {
        throw new UsageException(
            "must be names of formulas with commas between them, such as fetch,code-runner, was '%s'."
                .formatted(SafeText.line(list, 80)));
      }
    }
    return List.copyOf(names);
  }

  /** The same with a search that is settled. */
  Official with(Search settled) {
    return new Official(settled, formulas);
  }

  /** Puts what was chosen where a resume finds it. */
  void wire(Map<String, String> wiring) {
    if (search != Search.AUTO && search != Search.BEFORE) {
      wiring.put("search", search.word());
    }
    if (!formulas.isEmpty()) {
      wiring.put("formulas", String.join(",", formulas));
    }
  }
}
