package dev.bivouac.tools.search;

import java.util.List;
import java.util.Optional;

/** A place that can be searched. */
public interface SearchProvider {
  /** As people know it, such as {@code searxng}. */
  String name();

  /**
   * What fits, the best first.
   *
   * @return at most {@link SearchQuery#maxResults()}; empty if nothing fits
   * @throws dev.bivouac.tool.RetryableToolFailure for what may pass by itself
   * @throws dev.bivouac.tool.ToolFailure if it cannot be searched
   */
  List<SearchHit> search(SearchQuery query);

  /** Tries it once: what keeps it from being searched and what to do, or empty if nothing does. */
  Optional<String> problem();
}
