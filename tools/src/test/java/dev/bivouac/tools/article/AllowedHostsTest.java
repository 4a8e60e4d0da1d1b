package dev.bivouac.tools.article;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowedHostsTest {
  private final AllowedHosts hosts =
      AllowedHosts.parse(List.of("Wiki.Home", "localhost:8888", "[::1]:9000", "10.0.0.7:81"));

  @ParameterizedTest(name = "{0}:{1} {2}")
  @CsvSource({
    "wiki.home, 80, true",
    "wiki.home., 443, true",
    "wiki.home, 8080, false",
    "sub.wiki.home, 80, false",
    "LOCALHOST, 8888, true",
    "localhost, 80, false",
    "127.0.0.1, 8888, false",
    "[::1], 9000, true",
    "::1, 9000, true",
    "[::1], 80, false",
    "10.0.0.7, 81, true"
  })
  void allowsExactlyTheHostAndPortThatWereNamed(String host, int port, boolean allowed) {
    assertThat(hosts.allows(host, port)).isEqualTo(allowed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "http://localhost:8888",
        "a b",
        "host:",
        "host:x",
        "::1",
        "host:0",
        "host:65536"
      })
  void refusesWhatItCannotRead(String text) {
    assertThatThrownBy(() -> AllowedHosts.parse(List.of(text)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("--allow-private '" + text + "'");
  }

  @Test
  void allowsNothingWhenNothingWasNamed() {
    assertThat(AllowedHosts.NONE.allows("localhost", 80)).isFalse();
  }
}
