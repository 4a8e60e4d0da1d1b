package dev.bivouac.tools.article;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {
  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource({
    "0.0.0.0, unspecified",
    "0.1.2.3, unspecified",
    "10.0.0.1, private",
    "100.64.0.1, carrier-internal",
    "100.100.100.200, carrier-internal",
    "100.127.255.255, carrier-internal",
    "127.0.0.1, loopback",
    "127.255.255.254, loopback",
    "168.63.129.16, cloud-internal",
    "169.254.169.254, link-local",
    "172.16.0.1, private",
    "172.31.255.255, private",
    "192.0.0.192, reserved",
    "192.0.2.1, documentation",
    "192.88.99.1, reserved",
    "192.168.1.1, private",
    "198.19.255.255, benchmarking",
    "198.51.100.7, documentation",
    "203.0.113.9, documentation",
    "224.0.0.1, multicast",
    "239.255.255.250, multicast",
    "240.0.0.1, reserved",
    "255.255.255.255, reserved",
    "::, unspecified",
    "::1, loopback",
    "::8.8.8.8, reserved",
    "::127.0.0.1, reserved",
    "::ffff:10.0.0.1, private",
    "::ffff:0:127.0.0.1, reserved",
    "64:ff9b::127.0.0.1, loopback",
    "64:ff9b::a9fe:a9fe, link-local",
    "64:ff9b:1::808:808, private",
    "100::1, reserved",
    "2001:0:4136:e378:8000:63bf:3fff:fdd2, reserved",
    "2001:db8::1, documentation",
    "2002:7f00:1::1, loopback",
    "2002:c0a8:101::1, private",
    "3fff::1, documentation",
    "4000::1, reserved",
    "fc00::1, private",
    "fd00:ec2::254, private",
    "fe80::1, link-local",
    "fec0::1, private",
    "ff02::1, multicast"
  })
  void knowsWhatKindAnAddressIsThatIsNotPublic(String address, String kind)
      throws UnknownHostException {
    assertThat(PublicAddresses.otherKind(InetAddress.getByName(address))).contains(kind);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "8.8.8.8",
        "100.63.255.255",
        "100.128.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2606:4700::1111",
        "2a00:1450:4001:80b::200e",
        "64:ff9b::808:808",
        "2002:808:808::1"
      })
  void letsPublicAddressesPass(String address) throws UnknownHostException {
    assertThat(PublicAddresses.otherKind(InetAddress.getByName(address))).isEmpty();
  }
}
