package dev.bivouac.tools.search;

import static dev.bivouac.tool.Repeat.READS;

import dev.bivouac.tool.OnResume;
import dev.bivouac.tool.Retry;
import dev.bivouac.tool.ToolFailure;
import dev.bivouac.tool.ToolOutput;
import dev.bivouac.tools.article.SafeText;
import dev.bivouac.tools.search.SearchQuery.Recency;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Searches the web, or what stands for it. */
public final class SearchTool {
  private static final int MOST = 20;
  private static final int MAX_QUERY = 400;
  private static final int MAX_TITLE = 200;
  private static final int MAX_SNIPPET = 400;

  private final SearchProvider provider;

  /** A tool that searches there. */
  public SearchTool(SearchProvider provider) {
    this.provider = provider;
  }

  /** What the model calls; a numbered list of titles with address, date, source and some words. */
  @Tool(
      name = "web_search",
      value =
          "Searches the web and gives a list of pages: title, address, date where known, and some words. Read a page with fetch_article before you rely on it.")
  @OnResume(READS)
  @Retry
  public ToolOutput search(
      @P(name = "query", description = "A few words to look for.") String query,
      @P(name = "max_results", description = "From 1 to 20.", defaultValue = "10") int maxResults,
      @P(name = "recency", description = "How old a page may be.", defaultValue = "ANY")
          Recency recency) {
    String words = SafeText.oneLine(query, MAX_QUERY);
    if (words.isEmpty()) {
      throw new ToolFailure("The query is empty. Give a few words to look for.");
    }
    if (maxResults < 1 || maxResults > MOST) {
      throw new ToolFailure("max_results must be from 1 to 20, was %d.".formatted(maxResults));
    }
    List<SearchHit> hits = provider.search(new SearchQuery(words, maxResults, recency));
    if (hits.isEmpty()) {
      return ToolOutput.of(
          "Nothing was found for '%s'. Try fewer or other words.".formatted(words));
    }
    var text = new StringBuilder();
    for (int i = 0; i < hits.size(); i++) {
      append(text, i + 1, hits.get(i));
    }
    String addresses =
        hits.stream().map(hit -> hit.address().toString()).collect(Collectors.joining("\n"));
    return new ToolOutput(text.toString().stripTrailing(), Map.of("addresses", addresses));
  }

  private static void append(StringBuilder text, int number, SearchHit hit) {
    text.append("%d. %s\n".formatted(number, SafeText.oneLine(hit.title(), MAX_TITLE)));
    text.append("   ").append(hit.address()).append('\n');
    String from = SafeText.oneLine(hit.source(), MAX_TITLE);
    String date =
        hit.publishedAt()
            .map(at -> at.atOffset(ZoneOffset.UTC).toLocalDate().toString())
            .orElse("");
    if (!from.isEmpty() || !date.isEmpty()) {
      text.append("   ")
          .append(date)
          .append(date.isEmpty() || from.isEmpty() ? "" : ", ")
          .append(from)
          .append('\n');
    }
    String snippet = SafeText.oneLine(hit.snippet(), MAX_SNIPPET);
    if (!snippet.isEmpty()) {
      text.append("   ").append(snippet).append('\n');
    }
  }
}
