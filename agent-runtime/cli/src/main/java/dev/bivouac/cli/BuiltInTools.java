package dev.bivouac.cli;

import dev.bivouac.tool.ToolSchema;
import dev.bivouac.tool.Toolbox;
import dev.bivouac.tools.article.FetchArticleTool;
import dev.bivouac.tools.article.FetchedPage;
import dev.bivouac.tools.article.PageFetcher;
import dev.bivouac.tools.date.DateTool;
import dev.bivouac.tools.search.SearchHit;
import dev.bivouac.tools.search.SearchProvider;
import dev.bivouac.tools.search.SearchQuery;
import dev.bivouac.tools.search.SearchTool;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tools that every run has. */
final class BuiltInTools {
  private BuiltInTools() {}

  /**
   * All of them but those whose place is taken.
   *
   * @param search what is searched; empty if another tool searches
   * @param taken names that others have
   */
  static List<Object> of(
      Surroundings around,
      Optional<SearchProvider> search,
      PageFetcher fetcher,
      Set<String> taken) {
    var tools = new LinkedHashMap<String, Object>();
    tools.put("date", new DateTool(around.clock(), around.clock().getZone()));
    search.ifPresent(found -> tools.put("web_search", new SearchTool(found)));
    tools.put("fetch_article", new FetchArticleTool(fetcher));
    tools.keySet().removeAll(taken);
    return List.copyOf(tools.values());
  }

  /** What they say of themselves, without anything that reaches the network. */
  static List<ToolSchema> schemas(Surroundings around) {
    return Toolbox.of(of(around, Optional.of(new NoSearch()), BuiltInTools::fetchNothing, Set.of()))
        .schemas();
  }

  private static FetchedPage fetchNothing(URI address) {
    throw new IllegalStateException("only described, not to be called");
  }

  /** Stands where a search is declared but never made. */
  private record NoSearch() implements SearchProvider {
    @Override
    public String name() {
      return "none";
    }

    @Override
    public List<SearchHit> search(SearchQuery query) {
      throw new IllegalStateException("only described, not to be called");
    }

    @Override
    public Optional<String> problem() {
      return Optional.empty();
    }
  }
}
