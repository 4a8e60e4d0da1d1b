package dev.bivouac.tools.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedListTest {
  @TempDir private Path folder;

  @Test
  void readsWhatAPersonKeeps() throws IOException {
    Path file = folder.resolve("feeds.txt");
    Files.writeString(
        file,
        """
        # news

        https://pier.test/feed.xml | The Pier
          https://harbour.test/rss?x=a|b
        """);

    assertThat(FeedList.parse(file).feeds())
        .containsExactly(
            new FeedList.Feed(URI.create("https://pier.test/feed.xml"), Optional.of("The Pier")),
            new FeedList.Feed(URI.create("https://harbour.test/rss?x=a%7Cb"), Optional.empty()));
  }

  @Test
  void namesTheLineThatIsNoFeed() {
    assertThatThrownBy(() -> FeedList.parse("# x\npier.test\n", "mine.txt"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("mine.txt, line 2: 'pier.test' is no feed.");
  }

  @Test
  void refusesAListWithoutAFeed() {
    assertThatThrownBy(() -> FeedList.parse("# nothing\n", "mine.txt"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("names no feed");
  }

  @Test
  void saysWhichFileCannotBeRead() {
    assertThatThrownBy(() -> FeedList.parse(folder.resolve("none.txt")))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("none.txt");
  }

  @Test
  void comesWithAList() {
    assertThat(FeedList.bundled().feeds())
        .hasSizeBetween(15, 40)
        .allSatisfy(feed -> assertThat(feed.name()).isPresent())
        .allSatisfy(feed -> assertThat(feed.address().getScheme()).isEqualTo("https"));
  }
}
