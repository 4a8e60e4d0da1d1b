package dev.bivouac.tools;

import static dev.bivouac.tool.Repeat.READS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.bivouac.tool.ToolFailure;
import dev.bivouac.tool.ToolSchema;
import dev.bivouac.tool.Toolbox;
import dev.bivouac.tools.article.FetchArticleTool;
import dev.bivouac.tools.date.DateTool;
import dev.bivouac.tools.search.FeedList;
import dev.bivouac.tools.search.FeedSearch;
import dev.bivouac.tools.search.SearchTool;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

class BuiltInToolsTest {
  @Test
  void canBeDeclaredToAModel() {
    var clock = Clock.systemUTC();
    var feeds =
        new FeedSearch(
            FeedList.bundled(),
            address -> {
              throw new ToolFailure("no network");
            },
            clock);
    var tools =
        Toolbox.of(
            List.of(
                new DateTool(clock, ZoneOffset.UTC),
                new SearchTool(feeds),
                new FetchArticleTool(address -> {
                  throw new ToolFailure("no network");
                })));

    assertThat(tools.schemas())
        .extracting(ToolSchema::name, ToolSchema::repeat)
        .containsExactly(
            tuple("date", READS), tuple("web_search", READS), tuple("fetch_article", READS));
  }
}
