package dev.bivouac.kimi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KimiModelBuilderTest extends OneHostTest {
  @ParameterizedTest
  @CsvSource({
    "moonshot, kimi-k2.6, max_completion_tokens, true, false",
    "moonshot, kimi-k2-thinking, max_completion_tokens, false, true",
    "openrouter, moonshotai/kimi-k2-thinking, max_tokens, false, true",
    "custom, kimi-k2-thinking, max_tokens, false, true",
    "custom, kimi-k2.6, max_tokens, false, false",
    "moonshot-cn, kimi-k2.6, max_completion_tokens, true, false",
    "together, moonshotai/Kimi-K2-Thinking, max_tokens, false, true",
    "deepseek, another, max_tokens, false, false"
  })
  void sendsWhatFitsTheHostAndTheModel(
      String provider, String model, String limit, boolean thinking, boolean temperature) {
    host.streams(delta("{\"content\":\"Hi\"}"), finish("stop"));

    ask(builder().provider(Providers.find(provider)).model(model).build(), HELLO).response();

    var sent = host.onlyRequest().json();
    assertThat(sent.path("model").asText()).isEqualTo(model);
    assertThat(sent.path(limit).asInt()).isEqualTo(32_768);
    assertThat(sent.has("thinking")).isEqualTo(thinking);
    assertThat(sent.path("temperature").asDouble(0)).isEqualTo(temperature ? 1.0 : 0);
  }

  @Test
  void sendsHeadersOfOnesOwn() {
    host.streams(delta("{\"content\":\"Hi\"}"), finish("stop"));

    ask(builder().customHeaders(Map.of("X-Title", "Bivouac")).build(), HELLO).response();

    assertThat(host.onlyRequest().headers()).contains(entry("X-title", List.of("Bivouac")));
  }

  @Test
  void needsNoKey() {
    host.streams(delta("{\"content\":\"Hi\"}"), finish("stop"));

    ask(builder().apiKey("").build(), HELLO).response();

    assertThat(host.onlyRequest().headers()).doesNotContainKey("Authorization");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "//",
        "/chat/completions",
        "/chat/completions/",
        " ",
      })
  void forgivesHowABaseUrlEnds(String end) {
    host.streams(delta("{\"content\":\"Hi\"}"), finish("stop"));

    ask(builder().baseUrl(host.url() + end).build(), HELLO).response();

    assertThat(host.onlyRequest().path()).isEqualTo("/v1/chat/completions");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "localhost:8000/v1",
        "ftp://localhost/v1",
        "https://user:secret@localhost/v1",
        "https://localhost/v1?key=secret",
        "https://local host/secret"
      })
  void refusesABaseUrlThatCannotBe(String url) {
    assertThatThrownBy(() -> builder().baseUrl(url).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("https://host/v1")
        .hasMessageNotContaining("secret");
  }

  @Test
  void asksForTheBaseUrlOfACustomHost() {
    assertThatThrownBy(() -> KimiStreamingChatModel.builder().provider(Providers.CUSTOM).build())
        .hasMessage("Provider 'custom' needs a base URL, such as http://localhost:8000/v1.");
  }

  @Test
  void refusesAKeyThatIsNoKeyWithoutShowingIt() {
    assertThatThrownBy(() -> builder().apiKey("secret\nsecret").build())
        .hasMessageContaining("BIVOUAC_API_KEY")
        .hasMessageNotContaining("secret");
  }

  @Test
  void refusesAHeaderThatCannotBeSentWithoutShowingItsValue() {
    assertThatThrownBy(() -> builder().customHeaders(Map.of("X-Key", "secret\n")).build())
        .hasMessageContaining("X-Key")
        .hasMessageNotContaining("secret");
  }

  @Test
  void refusesLimitsThatAreNone() {
    assertThatThrownBy(() -> builder().idleTimeout(Duration.ZERO).build())
        .hasMessage("idleTimeout must be positive, was PT0S");
    assertThatThrownBy(() -> builder().maxTokens(0).build())
        .hasMessage("maxTokens must be positive, was 0");
  }

  @Test
  void neverShowsItsKey() {
    assertThat(builder().build().toString()).doesNotContain(KEY).contains("kimi-k2-thinking");
  }

  @Test
  void listsTheProvidersThereAre() {
    assertThatThrownBy(() -> Providers.find("moon"))
        .hasMessage(
            "Provider 'moon' is not known. Use one of moonshot, moonshot-cn, openrouter, together,"
                + " fireworks, deepinfra, nvidia, vllm, sglang, ollama, crazyrouter, morph,"
                + " deepseek, custom.");
  }
}
