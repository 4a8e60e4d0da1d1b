package dev.bivouac.tools.search;

import static dev.bivouac.tool.Repeat.READS;

import dev.bivouac.tool.OnResume;
import dev.bivouac.tool.Retry;
import dev.bivouac.tool.ToolFailure;
import dev.bivouac.tool.ToolOutput;
import dev.bivouac.tools.article.SafeText;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Finds pages on the web for the model. */
public final class SearchTool {
  private static final int MAX_TITLE = 200;
  private static final int MAX_SOURCE = 80;
  private static final int MAX_SNIPPET = 300;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final SearchProvider provider;

  public SearchTool(SearchProvider provider) {
    this.provider = provider;
  }

  /** What the model calls; a numbered list of title, address, date, source and snippet. */
  @Tool(
      name = "web_search",
      value =
          "Searches the web. Gives a list of pages with title, address, date, source and a few words of each. Read a page with fetch_article before relying on it.")
  @OnResume(READS)
  @Retry
  public ToolOutput webSearch(
      @P(name = "query", description = "What to search for, in a few words") String query,
      @P(name = "max_results", description = "How many results, from 1 to 20", defaultValue = "10")
          int maxResults,
      @P(name = "recency", description = "How new the results must be", defaultValue = "ANY")
          Recency recency) {
    List<SearchHit> hits = provider.search(query(query, maxResults, recency));
    String addresses =
        hits.stream().map(hit -> hit.address().toString()).collect(Collectors.joining("\n"));
    Map<String, String> data = Map.of("addresses", addresses, "provider", provider.name());
    if (hits.isEmpty()) {
      String shown = SafeText.oneLine(query, 100);
      return new ToolOutput(
          "Nothing was found for '%s'. %s".formatted(shown, provider.advice()), data);
    }
    StringBuilder list = new StringBuilder();
    for (int i = 0; i < hits.size(); i++) {
      list.append(i == 0 ? "" : "\n\n").append(shown(i + 1, hits.get(i)));
    }
    return new ToolOutput(list.toString(), data);
  }

  private static SearchQuery query(String text, int maxResults, Recency recency) {
    try {
      return new SearchQuery(text.strip(), maxResults, recency);
    } catch (IllegalArgumentException e) {
      throw new ToolFailure(
          "The search was not made: query needs from 1 to 400 characters, max_results is from 1 to 20.",
          e);
    }
  }

  private static String shown(int number, SearchHit hit) {
    StringBuilder text = new StringBuilder();
    String title = SafeText.oneLine(hit.title(), MAX_TITLE);
    text.append(number).append(". ").append(title.isEmpty() ? "(no title)" : title);
    text.append("\n   ").append(hit.address());
    String date = hit.publishedAt().map(SearchTool::date).orElse("no date");
    text.append("\n   ")
        .append(date)
        .append(", ")
        .append(SafeText.oneLine(hit.source(), MAX_SOURCE));
    String snippet = SafeText.oneLine(hit.snippet(), MAX_SNIPPET);
    return text.append(snippet.isEmpty() ? "" : "\n   " + snippet).toString();
  }

  private static String date(Instant at) {
    return DATE.format(at);
  }
}
