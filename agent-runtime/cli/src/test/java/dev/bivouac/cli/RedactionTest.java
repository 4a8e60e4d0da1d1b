package dev.bivouac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  private final Redaction redaction = new Redaction(new Secrets(List.of("my-own-key-1")));

  private String text(String text) {
    JsonNode node = new ObjectMapper().getNodeFactory().textNode(text);
    return redaction.of(node).asText();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "the key my-own-key-1 is mine | the key [key] is mine",
        "sk-abcdefghijklmnop1234 | [redacted]",
        "use sk-or-v1-0123456789abcdef, please | use [redacted], please",
        "AKIAABCDEFGHIJKLMNOP | [redacted]",
        "ghp_abcdefghijklmnopqrst12 | [redacted]",
        "Authorization: Bearer abc.def-ghi_jkl1 | Authorization: Bearer [redacted]",
        "https://ada:lovelace@example.org/x | https://ada:[redacted]@example.org/x",
        "api_key=0123456789 and so on | api_key=[redacted] and so on",
        "{\"password\": \"correct horse\"} | {\"password\": \"[redacted] horse\"}",
        "eyJhbGciOiJI.eyJzdWIiOiIx.SflKxwRJSM | [redacted]",
      })
  void takesOutWhatLooksLikeASecret(String text, String safe) {
    assertThat(text(text)).isEqualTo(safe);
    assertThat(redaction.number()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "The password was forgotten.",
        "https://example.org/a:b@c",
        "A task-force of 20.",
        "tokens: 123456789",
        "secretary: Ms. Miller",
      })
  void leavesProseAlone(String text) {
    assertThat(text(text)).isEqualTo(text);
    assertThat(redaction.number()).isZero();
  }

  @Test
  void takesOutASecretWhereItStandsAloneAsWell() {
    JsonNode said = new ObjectMapper().createObjectNode().put("goal", "password=hunter22");
    redaction.learn(said);

    assertThat(text("I search for hunter22.")).isEqualTo("I search for [redacted].");
  }

  @Test
  void takesOutAWholePrivateKey() {
    String key =
        "-----BEGIN RSA PRIVATE KEY-----\nMIIE\nabc\n-----END RSA PRIVATE KEY-----\nand more";
    assertThat(text(key)).isEqualTo("[redacted]\nand more");
  }

  @Test
  void keepsEverythingElseOfADocument() throws IOException {
    String document =
        "{\"a\":[1,true,null,\"my-own-key-1\"],\"b\":{\"c\":1.5,\"d\":\"text\"},\"number\":7}";
    assertThat(redaction.of(new ObjectMapper().readTree(document)).toString())
        .isEqualTo(document.replace("my-own-key-1", "[key]"));
  }
}
