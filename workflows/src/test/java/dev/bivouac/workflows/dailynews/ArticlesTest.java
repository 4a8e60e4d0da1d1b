package dev.bivouac.workflows.dailynews;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.tool.ToolResult;
import dev.bivouac.workflows.JournaledRun;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ArticlesTest {
  private static JournaledRun run() {
    return JournaledRun.of(new DailyNewsReport());
  }

  private static Articles read(JournaledRun run) {
    return Articles.of(run.answering("Done."));
  }

  @Test
  void areFoundUnderEveryAddressOfTheirs() {
    var articles =
        read(
            run()
                .fetched(
                    Map.of(
                        "requested", "http://a.example/1?utm_source=feed",
                        "final", "https://www.a.example/one/",
                        "canonical", "https://a.example/one"),
                    "It is 7."));

    assertThat(articles.at("http://a.example/1")).isPresent();
    assertThat(articles.at("https://www.a.example/one")).isPresent();
    assertThat(articles.at("https://A.example/one#top")).isPresent();
    assertThat(articles.at("https://a.example/two")).isEmpty();
  }

  @Test
  void doNotBelieveAPageThatClaimsToBeOfAnotherSite() {
    var articles =
        read(
            run()
                .fetched(
                    Map.of(
                        "requested", "https://a.example/one",
                        "final", "https://a.example/one",
                        "canonical", "https://famous.example/one"),
                    "It is 7."));

    assertThat(articles.at("https://famous.example/one")).isEmpty();
  }

  @Test
  void joinThePartsOfALongOne() {
    var article =
        read(run().fetched("https://a.example/x", "7").fetched("https://a.example/x", "8"))
            .at("https://a.example/x")
            .orElseThrow();

    assertThat(Figure.in("7 and 8")).allMatch(article::has);
  }

  @Test
  void leaveOutWhatFailedAndWhatOtherToolsSay() {
    var articles =
        read(
            run()
                .called("fetch_article", new ToolResult.Failure("https://a.example/x is gone."))
                .called(
                    "web_search",
                    new ToolResult.Success("7", Map.of("requested", "https://a.example/y")))
                .called("fetch_article", new ToolResult.Success("7")));

    assertThat(articles.at("https://a.example/x")).isEmpty();
    assertThat(articles.at("https://a.example/y")).isEmpty();
  }
}
