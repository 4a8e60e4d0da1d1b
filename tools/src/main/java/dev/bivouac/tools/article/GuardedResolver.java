package dev.bivouac.tools.article;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.DnsResolver;

/**
 * The one place where a connection gets its socket address from, so that what was checked is what
 * is connected to: a name that resolves differently the next time is checked again. The client asks
 * it for literal addresses too.
 */
final class GuardedResolver implements DnsResolver {
  /** Finds the addresses of a host. */
  @FunctionalInterface
  interface Lookup {
    /** All addresses of that name, or of that literal address. */
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  private final Lookup lookup;
  private final AllowedHosts allowed;
  private final Map<String, InetSocketAddress> connectTo;

  GuardedResolver(Lookup lookup, AllowedHosts allowed, Map<String, InetSocketAddress> connectTo) {
    this.lookup = lookup;
    this.allowed = allowed;
    this.connectTo = Map.copyOf(connectTo);
  }

  @Override
  public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
    InetSocketAddress fixed = connectTo.get(PageAddress.host(host));
    if (fixed != null && port == 80) {
      return List.of(fixed);
    }
    InetAddress[] addresses = lookup.addresses(host);
    if (!allowed.allows(host, port)) {
      requirePublic(host, addresses);
    }
    return Arrays.stream(addresses).map(a -> new InetSocketAddress(a, port)).toList();
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = lookup.addresses(host);
    requirePublic(host, addresses);
    return addresses;
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  private static void requirePublic(String host, InetAddress[] addresses)
      throws NotPublicException {
    for (InetAddress address : addresses) {
      Optional<String> kind = PublicAddresses.otherKind(address);
      if (kind.isPresent()) {
        throw new NotPublicException(host, kind.get());
      }
    }
  }

  /** A host has an address that is not one of the public Internet. */
  static final class NotPublicException extends UnknownHostException {
    private final String kind;

    NotPublicException(String host, String kind) {
      super("The host '%s' has a %s address.".formatted(host, kind));
      this.kind = kind;
    }

    String kind() {
      return kind;
    }
  }
}
