package dev.bivouac.tools.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bivouac.tool.ToolFailure;
import dev.bivouac.tool.ToolOutput;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SearchToolTest {
  private final List<SearchQuery> asked = new ArrayList<>();

  @Test
  void listsWhatWasFound() {
    SearchTool tool =
        tool(
            new SearchHit(
                "The late\u001b[31m ferry\u202e",
                URI.create("https://pier.test/ferry"),
                "It left\n late. " + "x".repeat(500),
                Optional.of(Instant.parse("2026-11-22T08:00:59Z")),
                "The Pier"),
            new SearchHit(
                "", URI.create("https://pier.test/2"), "", Optional.empty(), "pier.test"));

    ToolOutput output = tool.webSearch(" ferry ", 5, Recency.WEEK);

    assertThat(output.text())
        .startsWith(
            """
            1. The late[31m ferry
               https://pier.test/ferry
               2026-11-22 08:00 UTC, The Pier
               It left late. xxx\
            """)
        .endsWith(
            """
            …

            2. (no title)
               https://pier.test/2
               no date, pier.test\
            """);
    assertThat(output.data())
        .containsEntry("addresses", "https://pier.test/ferry\nhttps://pier.test/2")
        .containsEntry("provider", "fake");
    assertThat(asked).containsExactly(new SearchQuery("ferry", 5, Recency.WEEK));
  }

  @Test
  void saysWhatToTryWhenNothingWasFound() {
    ToolOutput output = tool().webSearch("ferry", 10, Recency.ANY);

    assertThat(output.text())
        .isEqualTo("Nothing was found for 'ferry'. Try fewer or other words, or another recency.");
    assertThat(output.data()).containsEntry("addresses", "");
  }

  @Test
  void refusesAnEmptyQueryAndAnOddNumberOfResults() {
    assertThatThrownBy(() -> tool().webSearch(" ", 10, Recency.ANY))
        .isInstanceOf(ToolFailure.class);
    assertThatThrownBy(() -> tool().webSearch("x", 21, Recency.ANY))
        .isInstanceOf(ToolFailure.class);
    assertThatThrownBy(() -> tool().webSearch("x", 0, Recency.ANY)).isInstanceOf(ToolFailure.class);
  }

  private SearchTool tool(SearchHit... hits) {
    return new SearchTool(
        new SearchProvider() {
          @Override
          public String name() {
            return "fake";
          }

          @Override
          public List<SearchHit> search(SearchQuery query) {
            asked.add(query);
            return List.of(hits);
          }

          @Override
          public Optional<String> problem() {
            return Optional.empty();
          }
        });
  }
}
