package dev.bivouac.tools.date;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bivouac.tool.ToolFailure;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DateToolTest {
  private final DateTool tool =
      new DateTool(
          Clock.fixed(Instant.parse("2026-03-29T00:59:59Z"), ZoneOffset.UTC),
          ZoneId.of("Europe/Paris"));

  @Test
  void tellsTheTimeAtHomeWhenNoZoneIsNamed() {
    assertThat(tool.date(Optional.empty()))
        .isEqualTo("Sunday, 2026-03-29 01:59, UTC+01:00 (Europe/Paris)");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Asia/Kolkata     | Sunday, 2026-03-29 06:29, UTC+05:30 (Asia/Kolkata)
          america/new york | Saturday, 2026-03-28 20:59, UTC-04:00 (America/New_York)
          UTC              | Sunday, 2026-03-29 00:59, UTC (UTC)
          +02:00           | Sunday, 2026-03-29 02:59, UTC+02:00 (+02:00)
          """)
  void tellsTheTimeInTheZoneAskedFor(String zone, String expected) {
    assertThat(tool.date(Optional.of(zone))).isEqualTo(expected);
  }

  @Test
  void namesNearZonesForAnUnknownOne() {
    assertThatThrownBy(() -> tool.date(Optional.of("Europe/Berln")))
        .isInstanceOf(ToolFailure.class)
        .hasMessage("The time zone 'Europe/Berln' is unknown. Near names: Europe/Berlin.");
  }

  @Test
  void findsTheRegionOfACityNamedAlone() {
    assertThatThrownBy(() -> tool.date(Optional.of("Tokyo")))
        .hasMessageContaining("Near names: Asia/Tokyo");
  }

  @Test
  void saysWhatToUseWhenNothingIsNear() {
    assertThatThrownBy(() -> tool.date(Optional.of("Gondor/Minas_Tirith")))
        .hasMessageContaining("such as Europe/Paris")
        .hasMessageContaining("leave it out");
  }
}
