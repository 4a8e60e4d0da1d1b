package dev.bivouac.workflows.dailynews;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {
  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = ' ',
      value = {
        "HTTPS://A.Example/x https://a.example/x",
        "https://a.example/ https://a.example",
        "https://a.example/x/ https://a.example/x",
        "https://a.example:443/x https://a.example/x",
        "http://a.example:80/x http://a.example/x",
        "https://a.example/x#part https://a.example/x",
        "https://a.example/x?utm_source=f&id=7&utm_medium=rss https://a.example/x?id=7",
        "https://a.example/x?UTM_Source=f https://a.example/x",
        "https://a.example/x?a=1&amp;b=2 https://a.example/x?a=1&b=2",
        "https://a.example/x\\_y https://a.example/x_y",
        "https://a.example/caf%c3%a9 https://a.example/café",
        "https://name@a.example/x https://a.example/x",
      })
  void areTheSamePage(String one, String other) {
    assertThat(Addresses.normalised(one)).isEqualTo(Addresses.normalised(other));
  }

  @ParameterizedTest(name = "{0} is not {1}")
  @CsvSource(
      delimiter = ' ',
      value = {
        "https://a.example/x https://a.example/X",
        "https://a.example/x https://a.example/y",
        "https://a.example/x?id=1 https://a.example/x?id=2",
        "https://a.example/x https://b.example/x",
        "https://a.example:8443/x https://a.example/x",
        "https://a.example@b.example/x https://a.example/x",
      })
  void areDifferentPages(String one, String other) {
    assertThat(Addresses.normalised(one)).isNotEqualTo(Addresses.normalised(other));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "See https://a.example/x.              | https://a.example/x",
        "(https://a.example/x)                 | https://a.example/x",
        "[T](https://a.example/x_(y))          | https://a.example/x_(y)",
        "[T](https://a.example/x \"title\")    | https://a.example/x",
        "<https://a.example/x>                 | https://a.example/x",
        "**https://a.example/x**               | https://a.example/x",
        "见https://a.example/x。               | https://a.example/x",
        "https://a.example/x?a=1&b=2, and      | https://a.example/x?a=1&b=2",
        "[https://a.example/x]                 | https://a.example/x",
      })
  void areFoundWithoutWhatStandsAroundThem(String text, String address) {
    assertThat(Addresses.in(text)).extracting(Addresses.Found::address).containsExactly(address);
  }

  @ParameterizedTest(name = "{0} and {1}: {2}")
  @CsvSource({
    "https://www.a.example/x, https://a.example/y, true",
    "https://m.a.example/x, https://a.example/y, true",
    "https://a.example/x, https://b.example/x, false",
    "https://nota.example/x, https://a.example/x, false",
    "nothing, https://a.example/x, false",
  })
  void belongToOneSiteOrNot(String one, String other, boolean same) {
    assertThat(Addresses.sameSite(one, other)).isEqualTo(same);
  }
}
