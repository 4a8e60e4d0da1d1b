package dev.bivouac.kimi;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PT1M30S | Sat, 21 Nov 2026 10:00:00 GMT | Sat, 21 Nov 2026 10:01:30 GMT",
        "PT0S | Sat, 21 Nov 2026 10:00:00 GMT | Sat, 21 Nov 2026 09:00:00 GMT"
      })
  void countsFromTheHostsOwnClock(Duration expected, String now, String until) {
    var headers =
        HttpHeaders.of(
            Map.of("Date", List.of(now), "Retry-After", List.of(until)), (name, value) -> true);

    assertThat(RetryAfter.of(headers, "")).contains(expected);
  }

  @Test
  void makesNothingOfADateWithoutTheHostsOwn() {
    var headers =
        HttpHeaders.of(
            Map.of("Retry-After", List.of("Sat, 21 Nov 2026 10:01:30 GMT")), (name, value) -> true);

    assertThat(RetryAfter.of(headers, "")).isEmpty();
  }
}
