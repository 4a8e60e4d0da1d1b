package dev.bivouac.cli.proxy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * {@code https_proxy}, {@code http_proxy}, {@code all_proxy} and {@code no_proxy}, in small letters
 * or capitals, for clients that ask the default {@link ProxySelector}: those of the model and of
 * SearXNG. Java's own properties ({@code -Dhttps.proxyHost}) win. This machine is never asked
 * through a proxy; neither are pages, whose addresses must be checked before a connection is made.
 */
public final class EnvironmentProxies extends ProxySelector {
  private static final List<Proxy> DIRECT = List.of(Proxy.NO_PROXY);

  private final Map<String, ProxyVariable> byScheme = new TreeMap<>();
  private final NoProxy exceptions;
  private final Optional<ProxySelector> otherwise;

  private EnvironmentProxies(Map<String, String> environment, Optional<ProxySelector> otherwise) {
    for (String scheme : List.of("http", "https")) {
      ProxyVariable.find(environment, scheme + "_proxy")
          .or(() -> ProxyVariable.find(environment, "all_proxy"))
          .ifPresent(found -> byScheme.put(scheme, found));
    }
    this.exceptions = NoProxy.of(environment);
    this.otherwise = otherwise;
  }

  /** What the environment says, for looking at. */
  public static EnvironmentProxies of(Map<String, String> environment) {
    return new EnvironmentProxies(environment, Optional.empty());
  }

  /** Makes this process heed its environment, unless Java was told of a proxy itself. */
  public static void install(Map<String, String> environment, Properties properties) {
    boolean any =
        environment.keySet().stream()
            .anyMatch(name -> name.endsWith("_proxy") || name.endsWith("_PROXY"));
    if (any && named(properties).isEmpty()) {
      ProxySelector.setDefault(
          new EnvironmentProxies(environment, Optional.ofNullable(ProxySelector.getDefault())));
    }
  }

  /** The property by which Java itself was told of a proxy. */
  public static Optional<String> named(Properties properties) {
    return List.of("https.proxyHost", "http.proxyHost", "socksProxyHost").stream()
        .filter(name -> !properties.getProperty(name, "").isBlank())
        .findFirst();
  }

  /** The variable that counts for addresses with that scheme. */
  public Optional<ProxyVariable> variable(String scheme) {
    return Optional.ofNullable(byScheme.get(scheme));
  }

  @Override
  public List<Proxy> select(URI uri) {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return otherwise.map(selector -> selector.select(uri)).orElse(DIRECT);
    }
    return variable(scheme)
        .flatMap(ProxyVariable::address)
        .filter(proxy -> !exceptions.covers(uri))
        .map(proxy -> List.of(new Proxy(Proxy.Type.HTTP, proxy)))
        .orElse(DIRECT);
  }

  @Override
  public void connectFailed(URI uri, SocketAddress address, IOException cause) {
    // There is no other proxy to try; the caller hears of the failure itself.
  }

  /** Where a request goes through; empty if it goes direct. */
  public Optional<InetSocketAddress> through(URI uri) {
    return select(uri).stream()
        .filter(proxy -> proxy.address() instanceof InetSocketAddress)
        .map(proxy -> (InetSocketAddress) proxy.address())
        .findFirst();
  }
}
