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
import java.util.List;
import java.util.Optional;

/** The tools that every run has. */
final class BuiltInTools {
  private BuiltInTools() {}

  static List<Object> of(Surroundings around, SearchProvider search, PageFetcher fetcher) {
    return List.of(
        new DateTool(around.clock(), around.clock().getZone()),
        new SearchTool(search),
        new FetchArticleTool(fetcher));
  }

  /** What they say of themselves, without anything that reaches the network. */
  static List<ToolSchema> schemas(Surroundings around) {
    return Toolbox.of(of(around, new NoSearch(), BuiltInTools::fetchNothing)).schemas();
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
