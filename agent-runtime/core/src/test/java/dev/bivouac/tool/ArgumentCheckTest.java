package dev.bivouac.tool;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgumentCheckTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SCHEMA =
      """
      {"type":"object","required":["text"],"additionalProperties":false,"properties":{
        "text":{"type":"string"},
        "count":{"type":"integer"},
        "ratio":{"type":"number"},
        "order":{"type":"string","enum":["NEWEST","OLDEST"]},
        "words":{"type":"array","items":{"type":"string"}},
        "span":{"type":"object","required":["from"],"additionalProperties":false,
          "properties":{"from":{"type":"string"},"pages":{"type":"array","items":{"type":"integer"}}}},
        "flags":{"type":"object","additionalProperties":{"type":"boolean"}}}}
      """;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"text\":\"\"}",
        "{\"text\":\"a\",\"count\":3,\"ratio\":3,\"order\":\"OLDEST\"}",
        "{\"text\":\"a\",\"count\":3.0,\"ratio\":0.5}",
        "{\"text\":\"a\",\"count\":null,\"span\":null}",
        "{\"text\":\"a\",\"words\":[],\"span\":{\"from\":\"b\",\"pages\":[1,2]}}",
        "{\"text\":\"a\",\"flags\":{\"any\":true}}"
      })
  void accepts(String arguments) {
    assertThat(problems(arguments)).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{} | Field 'text' is missing; expected a string.",
        "{\"text\":null} | Field 'text' is missing; expected a string.",
        "{\"text\":7} | Field 'text' must be a string, was 7.",
        "{\"text\":\"a\",\"count\":3.5} | Field 'count' must be an integer, was 3.5.",
        "{\"text\":\"a\",\"count\":\"3\"} | Field 'count' must be an integer, was \"3\".",
        "{\"text\":\"a\",\"ratio\":true} | Field 'ratio' must be a number, was true.",
        "{\"text\":\"a\",\"order\":\"newest\"} | Field 'order' must be one of NEWEST, OLDEST, was \"newest\".",
        "{\"text\":\"a\",\"words\":\"b\"} | Field 'words' must be an array, was \"b\".",
        "{\"text\":\"a\",\"words\":[\"b\",null]} | Field 'words[1]' must be a string, was null.",
        "{\"text\":\"a\",\"span\":{}} | Field 'span.from' is missing; expected a string.",
        "{\"text\":\"a\",\"span\":{\"from\":\"b\",\"pages\":[1,\"2\"]}} | Field 'span.pages[1]' must be an integer, was \"2\".",
        "{\"text\":\"a\",\"span\":{\"from\":\"b\",\"to\":1}} | Field 'span.to' is not known; known are from, pages.",
        "{\"text\":\"a\",\"txet\":1} | Field 'txet' is not known; known are text, count, ratio, order, words, span, flags.",
        "{\"text\":\"a\",\"flags\":{\"any\":1}} | Field 'flags.any' must be a boolean, was 1.",
        "[] | The arguments must be an object, was [].",
        "null | The arguments must be an object, was null."
      })
  void namesTheFieldAndWhatWasExpected(String arguments, String problem) {
    assertThat(problems(arguments)).containsExactly(problem);
  }

  @Test
  void namesEveryProblemAtOnce() {
    assertThat(problems("{\"count\":\"x\",\"what\":1}")).hasSize(3);
  }

  @Test
  void cutsLongValues() {
    assertThat(problems("{\"text\":[\"%s\"]}".formatted("x".repeat(500))))
        .singleElement()
        .satisfies(problem -> assertThat(problem).hasSizeLessThan(120));
  }

  private static List<String> problems(String arguments) {
    try {
      return ArgumentCheck.problems(JSON.readTree(SCHEMA), JSON.readTree(arguments));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
