package dev.bivouac.cli.proxy;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A variable that names a proxy.
 *
 * @param name as it is written in the environment
 * @param address of the proxy; empty if it cannot be used
 * @param problem why it cannot be used; never shows the value, which may hold a password
 */
public record ProxyVariable(
    String name, Optional<InetSocketAddress> address, Optional<String> problem) {

  /** The variable of that name in small letters, else in capitals. */
  static Optional<ProxyVariable> find(Map<String, String> environment, String name) {
    return Stream.of(name, name.toUpperCase(Locale.ROOT))
        .filter(written -> !environment.getOrDefault(written, "").isBlank())
        .findFirst()
        .map(written -> parse(written, environment.getOrDefault(written, "").strip()));
  }

  private static ProxyVariable parse(String name, String value) {
    try {
      URI uri = new URI(value.contains("://") ? value : "http://" + value);
      if (uri.getHost() == null || !"http".equalsIgnoreCase(uri.getScheme())) {
        return unusable(name, "must look like http://HOST:PORT; other kinds of proxy are not used");
      }
      if (uri.getRawUserInfo() != null) {
        return unusable(name, "holds a user name, and proxies that ask for one are not used");
      }
      int port = uri.getPort() < 0 ? 80 : uri.getPort();
      return new ProxyVariable(
          name,
          // Looked up by whoever connects, and not at every start of the program.
          Optional.of(InetSocketAddress.createUnresolved(uri.getHost(), port)),
          Optional.empty());
    } catch (URISyntaxException | IllegalArgumentException e) {
      return unusable(name, "must look like http://HOST:PORT");
    }
  }

  private static ProxyVariable unusable(String name, String problem) {
    return new ProxyVariable(name, Optional.empty(), Optional.of(problem));
  }
}
