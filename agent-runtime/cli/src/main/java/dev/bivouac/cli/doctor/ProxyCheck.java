package dev.bivouac.cli.doctor;

import dev.bivouac.cli.proxy.EnvironmentProxies;
import dev.bivouac.cli.proxy.ProxyVariable;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** Which proxies are named, which of them are used, and for what. */
public final class ProxyCheck implements Check {
  private static final String PAGES =
      "Pages and feeds are fetched directly, since a proxy would look hosts up by itself, past the check for private addresses";

  private final Map<String, String> environment;
  private final Properties properties;
  private final URI model;

  /**
   * Looks at the environment of this process.
   *
   * @param model where the model is asked
   */
  public ProxyCheck(Map<String, String> environment, Properties properties, URI model) {
    this.environment = Map.copyOf(environment);
    this.properties = properties;
    this.model = model;
  }

  @Override
  public String about() {
    return "proxy";
  }

  @Override
  public List<Finding> look() {
    Optional<String> property = EnvironmentProxies.named(properties);
    if (property.isPresent()) {
      return List.of(
          Finding.warn(
              about(),
              "Java was told of one (-D%s), which serves the model and SearXNG; the environment's are not used"
                  .formatted(property.get()),
              PAGES + "."));
    }
    var proxies = EnvironmentProxies.of(environment);
    Optional<ProxyVariable> variable =
        proxies.variable(String.valueOf(model.getScheme())).or(() -> proxies.variable("https"));
    return List.of(variable.map(named -> finding(proxies, named)).orElseGet(this::none));
  }

  private Finding none() {
    return Finding.ok(about(), "none is set: everything is asked directly");
  }

  private Finding finding(EnvironmentProxies proxies, ProxyVariable variable) {
    if (variable.problem().isPresent()) {
      return Finding.warn(
          about(),
          "%s %s; everything is asked directly"
              .formatted(variable.name(), variable.problem().get()),
          "If only that proxy leads out, run a local one in front of it that needs no password.");
    }
    Optional<InetSocketAddress> through = proxies.through(model);
    String used =
        through
            .map(address ->
                "%s is asked through %s:%d (%s)"
                    .formatted(
                        model.getHost(),
                        address.getHostString(),
                        address.getPort(),
                        variable.name()))
            .orElseGet(() ->
                "%s is set, but %s is asked directly (no_proxy, or this machine)"
                    .formatted(variable.name(), model.getHost()));
    return Finding.warn(
        about(),
        used,
        PAGES + ". If only the proxy leads out, articles cannot be fetched from here.");
  }
}
