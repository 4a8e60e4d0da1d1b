package dev.bivouac.cli.proxy;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Hosts that are asked directly: this machine, and what {@code no_proxy} lists. A name there covers
 * its subdomains, {@code *} everything; ranges of addresses are not understood and cover nothing.
 *
 * @param entries in small letters, without a leading dot
 */
record NoProxy(List<String> entries) {
  static NoProxy of(Map<String, String> environment) {
    String said = environment.getOrDefault("no_proxy", environment.getOrDefault("NO_PROXY", ""));
    return new NoProxy(
        Stream.of(said.split("[,\\s]+", -1))
            .map(entry -> entry.toLowerCase(Locale.ROOT).replaceFirst("^\\*?\\.", ""))
            .filter(entry -> !entry.isEmpty())
            .toList());
  }

  boolean covers(URI uri) {
    String host = String.valueOf(uri.getHost()).toLowerCase(Locale.ROOT);
    String bare = host.replaceAll("^\\[|]$", "");
    return isThisMachine(bare)
        || entries.stream().anyMatch(entry -> covers(entry, bare, uri.getPort()));
  }

  private static boolean isThisMachine(String host) {
    return host.equals("localhost")
        || host.endsWith(".localhost")
        || host.startsWith("127.")
        || host.equals("::1")
        || host.equals("0:0:0:0:0:0:0:1");
  }

  private static boolean covers(String entry, String host, int port) {
    return entry.equals("*")
        || host.equals(entry)
        || host.endsWith("." + entry)
        || (port >= 0
            && entry.endsWith(":" + port)
            && covers(entry.replaceFirst(":\\d+$", ""), host, -1));
  }
}
