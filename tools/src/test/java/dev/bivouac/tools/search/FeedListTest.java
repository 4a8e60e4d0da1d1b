package dev.bivouac.tools.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bivouac.tools.search.FeedList.Feed;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FeedListTest {
  @Test
  void readsAddressesNamesAndRemarks() {
    var list =
        FeedList.parse("# mine\n\nhttps://example.org/rss | Example\n  https://example.net/atom\n");

    assertThat(list.feeds())
        .containsExactly(
            new Feed(URI.create("https://example.org/rss"), "Example"),
            new Feed(URI.create("https://example.net/atom"), ""));
  }

  @Test
  void namesTheLineThatIsNoAddress() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FeedList.parse("https://example.org/rss\nexample"))
        .withMessageStartingWith("Line 2 of the list of feeds");
  }

  @Test
  void refusesAnEmptyList() {
    assertThatIllegalArgumentException().isThrownBy(() -> FeedList.parse("# nothing yet\n"));
  }

  @Test
  void saysThatAFileCannotBeRead() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FeedList.parse(Path.of("no-such-file")))
        .withMessageContaining("no-such-file");
  }

  @Test
  void bringsAListOfItsOwn() {
    assertThat(FeedList.bundled().feeds()).hasSizeGreaterThan(10);
  }
}
