package dev.bivouac.rehearsal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesFolderTest {
  @TempDir private Path outside;
  private Path folder;

  @BeforeEach
  void fill() throws IOException {
    folder = Files.createDirectory(outside.resolve("pages"));
    write("tides/page.html", "<title>Tides</title><nav>Home</nav><p>The sea comes and goes.");
    write("tides/article.html", "<title>What a reader makes of it</title>");
    write("a b/\u00fcber.htm", "<title>Odd name</title><p>Text");
    write(".hidden/secret.html", "<title>Secret</title>");
    write("notes.txt", "no page");
    Files.writeString(outside.resolve("private.html"), "<title>Private</title>");
  }

  @Test
  void takesEveryPageAndNothingBesideAPageHtml() {
    assertThat(PagesFolder.open(folder).pages())
        .extracting(Page::address)
        .containsExactlyInAnyOrder(
            "http://pages.test/tides/page.html", "http://pages.test/a%20b/%C3%BCber.htm");
  }

  @Test
  void readsTitleTextAndDayWithoutFurniture() throws IOException {
    write(
        "one.html",
        "<title>One</title><script type='application/ld+json'>{\"datePublished\":\"2026-11-21T10:00:00Z\"}</script><nav>Menu</nav><p>Body.");

    Page page = page("http://pages.test/one.html");

    assertThat(page.title()).isEqualTo("One");
    assertThat(page.text()).isEqualTo("Body.");
    assertThat(page.published()).contains("2026-11-21T10:00:00");
  }

  @Test
  void findsOutTheCharset() throws IOException {
    Files.write(
        folder.resolve("old.html"),
        "<meta charset=windows-1252><title>Caf\u00e9 \u20ac5</title>"
            .getBytes(Charset.forName("windows-1252")));

    assertThat(page("http://pages.test/old.html").title()).isEqualTo("Caf\u00e9 \u20ac5");
  }

  @Test
  void servesWhatItLists() {
    PagesFolder site = PagesFolder.open(folder);

    assertThat(site.at(PagesFolder.HOST, "/tides/page.html")).isPresent();
    assertThat(site.at(PagesFolder.HOST, "/a b/\u00fcber.htm")).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/tides/article.html",
        "/../private.html",
        "//etc/passwd.html",
        "/tides/../../private.html",
        "/.hidden/secret.html",
        "/link.html",
        "/notes.txt",
        "/tides",
        "/",
        "/\u0000.html"
      })
  void servesNothingElse(String path) throws IOException {
    Files.createSymbolicLink(folder.resolve("link.html"), outside.resolve("private.html"));

    assertThat(PagesFolder.open(folder).at(PagesFolder.HOST, path)).isEmpty();
  }

  @Test
  void goesOnWithoutWhatIsNoHtmlAtAll() throws IOException {
    Files.write(folder.resolve("noise.html"), new byte[] {0, -1, -2, 60, 0, 62});
    write("empty.html", "");

    List<Page> pages = PagesFolder.open(folder).pages();

    assertThat(pages).extracting(Page::title).contains("Tides", "http://pages.test/empty.html");
  }

  @Test
  void refusesAFolderThatIsNotThere() {
    assertThatThrownBy(() -> PagesFolder.open(folder.resolve("gone"))).hasMessageContaining("gone");
  }

  private Page page(String address) {
    return PagesFolder.open(folder).pages().stream()
        .filter(page -> page.address().equals(address))
        .findFirst()
        .orElseThrow();
  }

  private void write(String path, String html) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.write(file, html.getBytes(StandardCharsets.UTF_8));
  }
}
