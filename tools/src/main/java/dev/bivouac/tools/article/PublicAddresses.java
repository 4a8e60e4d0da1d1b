package dev.bivouac.tools.article;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Tells addresses of the public Internet from all others, after IANA's registries of special
 * addresses.
 */
final class PublicAddresses {
  private static final List<Block> NOT_PUBLIC =
      List.of(
          block("0.0.0.0/8", "unspecified"),
          block("10.0.0.0/8", "private"),
          block("100.64.0.0/10", "carrier-internal"),
          block("127.0.0.0/8", "loopback"),
          block("168.63.129.16/32", "cloud-internal"),
          block("169.254.0.0/16", "link-local"),
          block("172.16.0.0/12", "private"),
          block("192.0.0.0/24", "reserved"),
          block("192.0.2.0/24", "documentation"),
          block("192.88.99.0/24", "reserved"),
          block("192.168.0.0/16", "private"),
          block("198.18.0.0/15", "benchmarking"),
          block("198.51.100.0/24", "documentation"),
          block("203.0.113.0/24", "documentation"),
          block("224.0.0.0/4", "multicast"),
          block("240.0.0.0/4", "reserved"),
          block("::/128", "unspecified"),
          block("::1/128", "loopback"),
          block("64:ff9b:1::/48", "private"),
          block("2001::/23", "reserved"),
          block("2001:db8::/32", "documentation"),
          block("3fff::/20", "documentation"),
          block("fc00::/7", "private"),
          block("fe80::/10", "link-local"),
          block("fec0::/10", "private"),
          block("ff00::/8", "multicast"));

  private static final Block GLOBAL_IPV6 = block("2000::/3", "public");
  private static final Block NAT64 = block("64:ff9b::/96", "translated");
  private static final Block SIX_TO_FOUR = block("2002::/16", "tunnelled");

  private PublicAddresses() {}

  /** What kind of address it is if it is not public, such as {@code loopback}; else empty. */
  static Optional<String> otherKind(InetAddress address) {
    return otherKind(address.getAddress());
  }

  private static Optional<String> otherKind(byte[] address) {
    Optional<String> known =
        NOT_PUBLIC.stream().filter(b -> b.holds(address)).map(Block::kind).findFirst();
    if (known.isPresent() || address.length == 4) {
      return known;
    }
    if (NAT64.holds(address) || mapped(address)) {
      return otherKind(Arrays.copyOfRange(address, 12, 16));
    }
    if (SIX_TO_FOUR.holds(address)) {
      return otherKind(Arrays.copyOfRange(address, 2, 6));
    }
    return GLOBAL_IPV6.holds(address) ? Optional.empty() : Optional.of("reserved");
  }

  /** Java makes an IPv4 address of a mapped one by itself; this is for those that slip through. */
  private static boolean mapped(byte[] address) {
    for (int i = 0; i < 10; i++) {
      if (address[i] != 0) {
        return false;
      }
    }
    return address[10] == (byte) 0xFF && address[11] == (byte) 0xFF;
  }

  private static Block block(String cidr, String kind) {
    int slash = cidr.indexOf('/');
    try {
      byte[] prefix = InetAddress.getByName(cidr.substring(0, slash)).getAddress();
      return new Block(new BigInteger(1, prefix), prefix.length, bits(cidr, slash), kind);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("Not a block of addresses: " + cidr, e);
    }
  }

  private static int bits(String cidr, int slash) {
    return Integer.parseInt(cidr.substring(slash + 1));
  }

  private record Block(BigInteger prefix, int bytes, int bits, String kind) {
    boolean holds(byte[] address) {
      int rest = bytes * 8 - bits;
      return address.length == bytes
          && new BigInteger(1, address).shiftRight(rest).equals(prefix.shiftRight(rest));
    }
  }
}
