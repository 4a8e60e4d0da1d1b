package dev.bivouac.cli.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentProxiesTest {
  private static final URI MODEL = URI.create("https://api.example.com/v1");

  @ParameterizedTest
  @CsvSource({
    "https_proxy,http://proxy:3128,proxy:3128",
    "HTTPS_PROXY,http://proxy:3128/,proxy:3128",
    "https_proxy,proxy:3128,proxy:3128",
    "https_proxy,http://proxy,proxy:80",
    "ALL_PROXY,http://10.0.0.1:8080,10.0.0.1:8080"
  })
  void asksThroughTheProxyThatIsNamed(String name, String value, String proxy) {
    InetSocketAddress through =
        EnvironmentProxies.of(Map.of(name, value)).through(MODEL).orElseThrow();

    assertThat(through.getHostString() + ":" + through.getPort()).isEqualTo(proxy);
    assertThat(through.isUnresolved()).isTrue();
  }

  @Test
  void takesTheVariableOfTheAddressesScheme() {
    var proxies = EnvironmentProxies.of(Map.of("http_proxy", "http://proxy:3128"));

    assertThat(proxies.through(URI.create("http://example.com/"))).isPresent();
    assertThat(proxies.through(MODEL)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "example.com | https://api.example.com/v1",
        ".example.com | https://api.example.com/v1",
        "*.example.com | https://api.example.com/v1",
        "other,API.EXAMPLE.COM | https://api.example.com/v1",
        "* | https://anything.test/",
        "example.com:8443 | https://api.example.com:8443/v1",
        "'' | http://127.0.0.1:8000/v1",
        "'' | http://localhost:8000/v1",
        "'' | http://[::1]:8000/v1"
      })
  void asksDirectlyWhatIsExcepted(String exceptions, String address) {
    var environment = new TreeMap<>(Map.of("all_proxy", "http://proxy:3128"));
    environment.put("NO_PROXY", exceptions);

    assertThat(EnvironmentProxies.of(environment).through(URI.create(address))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ample.com", "example.com.test", "10.0.0.0/8", "example.com:8443", ""})
  void exceptsNothingElse(String exceptions) {
    var environment = Map.of("https_proxy", "http://proxy:3128", "no_proxy", exceptions);

    assertThat(EnvironmentProxies.of(environment).through(MODEL)).isPresent();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "socks5://proxy:1080",
        "https://proxy:443",
        "http://me:secret@proxy:3128",
        "http://:3128",
        "no proxy at all"
      })
  void saysWhatItCannotUseWithoutShowingIt(String value) {
    var proxies = EnvironmentProxies.of(Map.of("https_proxy", value));

    assertThat(proxies.through(MODEL)).isEmpty();
    assertThat(proxies.variable("https").orElseThrow().problem().orElseThrow())
        .doesNotContain("secret");
  }

  @Test
  void leavesConnectionsOfOtherKindsAlone() {
    var proxies = EnvironmentProxies.of(Map.of("all_proxy", "http://proxy:3128"));

    assertThat(proxies.select(URI.create("socket://example.com:443")))
        .containsExactly(Proxy.NO_PROXY);
  }

  @Test
  void javasOwnPropertiesWin() {
    var properties = new Properties();
    assertThat(EnvironmentProxies.named(properties)).isEmpty();
    properties.setProperty("https.proxyHost", "proxy");
    assertThat(EnvironmentProxies.named(properties)).hasValue("https.proxyHost");
  }
}
