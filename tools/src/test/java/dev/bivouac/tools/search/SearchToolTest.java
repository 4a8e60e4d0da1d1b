package dev.bivouac.tools.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bivouac.tool.ToolFailure;
import dev.bivouac.tools.search.SearchQuery.Recency;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SearchToolTest {
  private static final SearchHit TIDES =
      new SearchHit(
          "Tides\u001b[2J\nrise",
          URI.create("https://example.org/tides"),
          "The moon\u202e pulls.",
          Optional.of(Instant.parse("2026-11-22T07:30:00Z")),
          "example.org");

  @Test
  void listsWhatWasFoundAndNothingThatControlsATerminal() {
    var output = tool(TIDES).search("tides", 10, Recency.ANY);

    assertThat(output.text())
        .isEqualTo(
            """
            1. Tides[2J rise
               https://example.org/tides
               2026-11-22, example.org
               The moon pulls.\
            """);
    assertThat(output.data()).containsEntry("addresses", "https://example.org/tides");
  }

  @Test
  void saysThatNothingWasFound() {
    assertThat(tool().search("x", 10, Recency.ANY).text()).contains("'x'").contains("other words");
  }

  @Test
  void refusesAnEmptyQueryAndTooManyResults() {
    assertThatThrownBy(() -> tool().search(" ", 10, Recency.ANY)).isInstanceOf(ToolFailure.class);
    assertThatThrownBy(() -> tool().search("x", 21, Recency.ANY))
        .isInstanceOf(ToolFailure.class)
        .hasMessageContaining("21");
  }

  private static SearchTool tool(SearchHit... hits) {
    return new SearchTool(
        new SearchProvider() {
          @Override
          public String name() {
            return "fake";
          }

          @Override
          public List<SearchHit> search(SearchQuery query) {
            return List.of(hits);
          }

          @Override
          public Optional<String> problem() {
            return Optional.empty();
          }
        });
  }
}
