package dev.bivouac.tools.search;

import java.util.List;
import java.util.Optional;

/** Something that finds pages. */
public interface SearchProvider {
  /** How it is called in messages and settings, such as {@code searxng}. */
  String name();

  /**
   * The best hits first; empty if nothing was found.
   *
   * @throws dev.bivouac.tool.RetryableToolFailure for what may pass by itself
   * @throws dev.bivouac.tool.ToolFailure if it cannot search
   */
  List<SearchHit> search(SearchQuery query);

  /**
   * What is wrong with it, in one sentence that names the setting to change; empty if it works. It
   * makes a request to find out, so that a run can be told before its first model call.
   */
  Optional<String> problem();

  /** What the model may try when nothing was found. */
  default String advice() {
    return "Try fewer or other words, or another recency.";
  }
}
