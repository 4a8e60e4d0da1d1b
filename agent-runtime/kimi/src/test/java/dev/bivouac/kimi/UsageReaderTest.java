package dev.bivouac.kimi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageReaderTest {
  @Test
  void takesTheCostThatTheHostSays() throws JsonProcessingException {
    assertThat(read("\"cost\": 0.0125").cost()).contains(new BigDecimal("0.0125"));
    assertThat(read("\"cost\": 0").cost()).contains(BigDecimal.ZERO);
    assertThat(
            read("\"cost\": 0.01, \"is_byok\": true, \"cost_details\": {\"upstream_inference_cost\": 0.2}")
                .cost())
        .contains(new BigDecimal("0.21"));
  }

  @Test
  void roundsACostOfWhichNobodyCouldKeepTheDigits() throws JsonProcessingException {
    assertThat(read("\"cost\": 1e-999999999").cost()).contains(BigDecimal.ZERO);
    assertThat(read("\"cost\": 0.01234567890123456789").cost())
        .contains(new BigDecimal("0.012345678901235"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "\"0.01\"", "-1", "1e999", "1e999999999", "{}"})
  void takesNothingElseForACost(String cost) throws JsonProcessingException {
    assertThat(read("\"cost\": " + cost).cost()).isEmpty();
  }

  private static KimiTokenUsage read(String field) throws JsonProcessingException {
    String usage = "{\"prompt_tokens\": 10, \"completion_tokens\": 2, " + field + "}";
    return UsageReader.read(WireJson.MAPPER.readTree(usage)).orElseThrow();
  }
}
