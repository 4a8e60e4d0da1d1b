package dev.bivouac.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bivouac.tool.ArgumentReading.Broken;
import dev.bivouac.tool.ArgumentReading.Sound;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentReadingTest {
  private static final JsonNode SCHEMA =
      tree(
          """
          {"type":"object","properties":{
            "city":{"type":"string"},"count":{"type":"integer"},
            "tags":{"type":"array","items":{"type":"object","properties":{"k":{"type":"object"}}}},
            "place":{"type":"object","properties":{"near":{"type":"array"}}}}}
          """);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " {\"city\" : \"Bern\", \"count\":1.50}\n",
        "{\"city\":\"{\\\"a\\\":1}\"}",
        "{\"unknown\":\"[1]\"}",
        "{\"tags\":\"no array\"}"
      })
  void keepsWhatIsSoundAsItCame(String text) {
    assertThat(ArgumentReading.of(text, SCHEMA)).isEqualTo(new Sound(text));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{\"city\":\"Bern\"}} | {\"city\":\"Bern\"}",
        "{\"city\":\"Bern\"}} } | -",
        "{\"city\":\"Bern\" | {\"city\":\"Bern\"}",
        "{\"place\":{\"near\":[] | -",
        "\"{\\\"city\\\":\\\"Bern\\\"}\" | {\"city\":\"Bern\"}",
        "\"\\\"{}\\\"\" | -",
        "{\"tags\":\"[{\\\"k\\\":\\\"{}\\\"}]\"} | {\"tags\":[{\"k\":\"{}\"}]}",
        "{\"tags\":[\"{\\\"k\\\":{}}\"]} | {\"tags\":[{\"k\":{}}]}",
        "{\"tags\":[{\"k\":\"{}\"}]} | {\"tags\":[{\"k\":{}}]}",
        "{\"place\":\"{\\\"near\\\":[]}\"} | {\"place\":{\"near\":[]}}",
        "{\"place\":{\"near\":\"[1]\"}} | {\"place\":{\"near\":[1]}}",
        "{\"city\":\"B\"}{\"city\":\"Bern\",\"count\":1} | {\"city\":\"Bern\",\"count\":1}",
        "{}{\"city\":\"Bern\"} | {\"city\":\"Bern\"}",
        "{\"tags\":[]}{\"tags\":[{}]} | {\"tags\":[{}]}",
        "{\"city\":\"Bern\"}{\"city\":\"Basel\"} | -",
        "{\"city\":\"Bern\",\"count\":1}{\"city\":\"Bern\"} | -",
        "{\"count\":1}{\"count\":12} | -",
        "{\"city\":\"Be | -",
        "{\"city\":\"{\"k\":1}\"} | -",
        "{'city':'Bern'} | -",
        "[] | -",
        "null | -",
        "12 | -",
      })
  void mendsOnlyWhatCanMeanButOneThing(String text, String mended) {
    ArgumentReading read = ArgumentReading.of(text, SCHEMA);

    if (mended.equals("-")) {
      assertThat(read)
          .isInstanceOfSatisfying(Broken.class, broken -> assertThat(broken.why()).endsWith(text));
    } else {
      assertThat(read).isEqualTo(new Sound(mended));
    }
  }

  @Test
  void takesBlankArgumentsForNone() {
    assertThat(ArgumentReading.of(" \n", SCHEMA)).isEqualTo(new Sound("{}"));
  }

  @Test
  void readsControlCharactersInStrings() {
    assertThat(ArgumentReading.of("{\"city\":\"a\nb\t\u0001\"}", SCHEMA))
        .isEqualTo(new Sound("{\"city\":\"a\\nb\\t\\u0001\"}"));
  }

  @Test
  void keepsTheDigitsOfNumbersWhenItMends() {
    assertThat(ArgumentReading.of("{\"x\":12345678901234567890.10}}", SCHEMA))
        .isEqualTo(new Sound("{\"x\":12345678901234567890.10}"));
  }

  @Test
  void refusesTokensOfAnotherCallAndDoesNotRepeatThem() {
    ArgumentReading read =
        ArgumentReading.of("{\"city\":\"x <|tool_call_begin|>functions.f:1\"}", SCHEMA);

    assertThat(read)
        .isInstanceOfSatisfying(
            Broken.class,
            broken ->
                assertThat(broken.why())
                    .startsWith("they hold the tokens of another call")
                    .doesNotContain("<|"));
  }

  @Test
  void makesNothingUpAtTheEndOfWhatMayBeCut() {
    assertThat(ArgumentReading.ofCut("{\"count\":1}")).isEqualTo(new Sound("{\"count\":1}"));
    assertThat(ArgumentReading.ofCut("{\"count\":1")).isInstanceOf(Broken.class);
  }

  private static JsonNode tree(String json) {
    try {
      return new ObjectMapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
