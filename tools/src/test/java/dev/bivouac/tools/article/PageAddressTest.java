package dev.bivouac.tools.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bivouac.tool.ToolFailure;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageAddressTest {
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = ' ',
      value = {
        "https://Example.ORG https://example.org/",
        "HTTP://example.org:80/a#part http://example.org/a",
        "https://example.org:443/a https://example.org/a",
        "https://example.org:8443/a https://example.org:8443/a",
        "https://münchen.example/straße?q=ö https://xn--mnchen-3ya.example/stra%C3%9Fe?q=%C3%B6",
        "https://example.org/a|b?c[]=1&d={2} https://example.org/a%7Cb?c%5B%5D=1&d=%7B2%7D",
        "https://example.org/100%/%41 https://example.org/100%25/%41",
        "http://[2606:4700::1111]/x http://[2606:4700::1111]/x",
        "https://1.2.3.4.example/ https://1.2.3.4.example/"
      })
  void readsAnAddressAsItIsWritten(String text, String expected) {
    assertThat(PageAddress.parse(text)).isEqualTo(URI.create(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.org/news",
        "ftp://example.org/",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http:///path",
        "http://user:secret@example.org/",
        "http://example.org@127.0.0.1/",
        "http://127.0.0.1\\@example.org/",
        "http://example.org:99999/",
        "http://example.org:port/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.1/",
        "http://127.1/",
        "http://0177.0.0.1/",
        "http://127.0.0.0x1/",
        "http://[::1/"
      })
  void refusesWhatIsNoAddressOfAPage(String text) {
    assertThatThrownBy(() -> PageAddress.parse(text)).isInstanceOf(ToolFailure.class);
  }

  @Test
  void neverShowsAPassword() {
    assertThatThrownBy(() -> PageAddress.parse("http://user:secret@example.org/"))
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest(name = "{0} -> {1}")
  @CsvSource({
    "b, https://example.org/news/b",
    "/b, https://example.org/b",
    "../b?x=1, https://example.org/b?x=1",
    "../../../b, https://example.org/b",
    "./, https://example.org/news/",
    "?p=2, https://example.org/news/a?p=2",
    "#note, https://example.org/news/a?p=1",
    "//other.example/x, https://other.example/x",
    "http://other.example, http://other.example/"
  })
  void resolvesALinkAgainstItsPage(String link, String expected) {
    assertThat(PageAddress.resolve(URI.create("https://example.org/news/a?p=1"), link))
        .contains(URI.create(expected));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mailto:a@example.org", "javascript:void(0)", "data:text/html,x"})
  void findsNoPageBehindOtherLinks(String link) {
    assertThat(PageAddress.resolve(URI.create("https://example.org/"), link)).isEmpty();
  }
}
