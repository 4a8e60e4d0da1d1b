package dev.bivouac.cli;

import dev.bivouac.cli.Official.Search;
import dev.bivouac.cli.extension.Extension;
import dev.bivouac.kimi.Formula;
import dev.bivouac.kimi.Formulas;
import dev.bivouac.kimi.FormulasException;
import dev.bivouac.kimi.Provider;
import dev.bivouac.rehearsal.Rehearsal;
import dev.bivouac.tool.OutsideTool;
import dev.bivouac.tool.ToolSchema;
import dev.bivouac.tools.article.PageFetcher;
import dev.bivouac.tools.search.FeedList;
import dev.bivouac.tools.search.FeedSearch;
import dev.bivouac.tools.search.SearchProvider;
import dev.bivouac.tools.search.SearxngSearch;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The tools of a run: official ones, the built-in ones, the user's own. */
final class ToolWiring {
  /** A start must not hang for a search that has another to take its place. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Duration PATIENCE_IF_NEEDED = Duration.ofSeconds(15);

  private final Setup setup;
  private final Surroundings around;
  private final Optional<Rehearsal> rehearsal;
  private final PageFetcher fetcher;

  /**
   * Knows where pages and searches come from.
   *
   * @param setup what was decided
   * @param rehearsal there if the web is rehearsed
   */
  ToolWiring(Setup setup, Surroundings around, Optional<Rehearsal> rehearsal, PageFetcher fetcher) {
    this.setup = setup;
    this.around = around;
    this.rehearsal = rehearsal;
    this.fetcher = fetcher;
  }

  /**
   * The tools, with the search that was settled on.
   *
   * @param setup in which nothing is left to choose, as a resume must find it
   * @param search what the built-in search looks in; empty where an official one takes its place
   * @param official those of the vendor
   */
  record Settled(
      Setup setup, Optional<SearchProvider> search, List<OutsideTool> official, ToolWiring wiring) {
    /** All tools. */
    List<Object> objects(List<Extension> extensions) {
      Set<String> taken =
          official.stream().map(tool -> tool.schema().name()).collect(Collectors.toSet());
      var all = new ArrayList<Object>(official);
      all.addAll(BuiltInTools.of(wiring.around, search, wiring.fetcher, taken));
      for (Extension extension : extensions) {
        for (Extension.OwnTools own : extension.tools()) {
          own.schemas().stream()
              .map(ToolSchema::name)
              .filter(taken::contains)
              .findFirst()
              .ifPresent(twin -> {
                throw new UsageException(
                    "--tools: tool '%s' of %s is also one of the provider's official tools. Give it another name, or leave the formula out."
                        .formatted(twin, extension.path()));
              });
          all.add(own.object());
        }
      }
      return all;
    }

    /** Why the search cannot be had; an official one has been asked for its functions already. */
    Optional<String> problem() {
      return search.flatMap(SearchProvider::problem);
    }
  }

  /**
   * Asks the provider for the official tools that are wanted, and settles the search.
   *
   * @param formulas those of the model's provider
   * @throws UsageException if what was said cannot be had from this provider
   * @throws RefusedException if the provider does not give what was said
   */
  Settled settle(Provider provider, boolean hasKey, Supplier<Formulas> formulas) {
    if (setup.rehearsedWeb()) {
      return new Settled(setup, Optional.of(search(Search.SEARXNG)), List.of(), this);
    }
    SearchChoice choice = SearchChoice.of(setup, provider, hasKey);
    List<String> named = setup.reach().official().formulas();
    if (!named.isEmpty()) {
      SearchChoice.obstacle(setup, provider, hasKey)
          .ifPresent(why -> {
            throw new UsageException(
                "--formulas %s cannot be had, since %s. Say --formulas none to do without."
                    .formatted(String.join(",", named), why));
          });
    }
    boolean wanted = choice.search() == Search.FORMULA;
    if (wanted && !choice.insisted()) {
      Optional<List<OutsideTool>> found = tried(formulas.get());
      List<OutsideTool> others = needed(named, formulas);
      return found
          .map(tools -> settled(Search.FORMULA, joined(tools, others)))
          .orElseGet(() -> settled(Search.FEEDS, others));
    }
    var all = new ArrayList<String>(wanted ? List.of(Formula.WEB_SEARCH) : List.of());
    all.addAll(named);
    return settled(choice.search(), needed(all, formulas));
  }

  private Settled settled(Search search, List<OutsideTool> official) {
    return new Settled(
        setup.withOfficial(setup.reach().official().with(search)),
        search == Search.FORMULA ? Optional.empty() : Optional.of(search(search)),
        official,
        this);
  }

  private static List<OutsideTool> joined(List<OutsideTool> some, List<OutsideTool> others) {
    var all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }

  private Optional<List<OutsideTool>> tried(Formulas formulas) {
    try {
      return Optional.of(formulas.tools(List.of(new Formula(Formula.WEB_SEARCH)), PATIENCE));
    } catch (FormulasException e) {
      around.say(
          "Moonshot's own search cannot be had, so news feeds are searched: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static List<OutsideTool> needed(List<String> names, Supplier<Formulas> formulas) {
    if (names.isEmpty()) {
      return List.of();
    }
    try {
      return formulas.get().tools(Formulas.named(names), PATIENCE_IF_NEEDED);
    } catch (FormulasException e) {
      throw new RefusedException(
          "The official tools %s cannot be had, so nothing was started. %s\nTry again later, or do without: %s."
              .formatted(
                  String.join(", ", names),
                  e.getMessage(),
                  names.contains(Formula.WEB_SEARCH)
                      ? "--search feeds, --formulas none"
                      : "--formulas none"));
    }
  }

  /** The search of that kind, not tried yet. */
  SearchProvider search(Search kind) {
    if (setup.rehearsedWeb()) {
      return searxng(rehearsal.orElseThrow().searchUrl());
    }
    return switch (kind) {
      case SEARXNG -> searxng(setup.reach().searxng().orElseThrow());
      case AUTO, BEFORE, FORMULA, FEEDS -> {
        Path own = around.settings().resolve("feeds.txt");
        Path list = setup.reach().feeds().orElse(own);
        yield new FeedSearch(
            Files.exists(list) ? FeedList.parse(list) : FeedList.bundled(),
            fetcher,
            around.clock());
      }
    };
  }

  private static SearchProvider searxng(URI address) {
    return new SearxngSearch(address, SearxngSearch.DEFAULT_PATIENCE);
  }
}
