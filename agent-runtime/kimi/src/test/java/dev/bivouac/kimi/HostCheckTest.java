package dev.bivouac.kimi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.bivouac.kimi.HostAnswer.Said;
import dev.bivouac.model.ModelFailure.Kind;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostCheckTest {
  private static final String KEY = "a-key-that-nobody-may-see";
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String LIST =
      """
      {"object":"list","data":[{"id":"kimi-k2.6","object":"model"},{"id":"kimi-k3"}]}\
      """;

  private LoopbackHost host;

  @BeforeEach
  void open() throws IOException {
    host = new LoopbackHost();
  }

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void readsTheModelsWithTheKeyAndWithoutABody() {
    host.answers(LoopbackHost.error(200, LIST, "Date", "Sun, 22 Nov 2026 08:00:00 GMT"));

    HostAnswer answer = check(Providers.CUSTOM).models();

    assertThat(answer.said()).isEqualTo(new Said.Models(List.of("kimi-k2.6", "kimi-k3")));
    assertThat(host.onlyRequest().path()).isEqualTo("/v1/models");
    assertThat(host.onlyRequest().headers().get("Authorization")).containsExactly("Bearer " + KEY);
    assertThat(host.onlyRequest().body()).isEmpty();
  }

  @Test
  void readsTheHostsClock() {
    // The JDK's server writes its own Date.
    host.answers(LoopbackHost.bytes(200, "application/json", LIST));

    assertThat(check(Providers.CUSTOM).models().time()).get().isInstanceOf(Instant.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"models\":[{\"id\":\"a\"},{\"name\":\"no id\"}]}",
        "[\"a\"]",
        "{\"data\":[{\"id\":\"a\"}],\"more\":1}"
      })
  void readsTheListsOfOtherHosts(String body) {
    host.answers(LoopbackHost.bytes(200, "application/json", body));

    assertThat(check(Providers.CUSTOM).models().said()).isEqualTo(new Said.Models(List.of("a")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text/html | <html><title>Welcome</title></html>",
        "application/json | {\"data\":\"none\"}",
        "application/json | {\"data\":[",
        "application/octet-stream | PNG not text",
        "application/json | ''"
      })
  void cannotTellFromWhatIsNoList(String type, String body) {
    host.answers(LoopbackHost.bytes(200, type, body));

    assertThat(check(Providers.CUSTOM).models().said())
        .isInstanceOfSatisfying(
            Said.NotTold.class,
            said ->
                assertThat(said.why()).contains("base URL").contains("127.0.0.1:" + host.port()));
  }

  @Test
  void cannotTellWhereThereIsNoList() {
    host.answers(LoopbackHost.bytes(404, "text/html", "<html><title>404</title></html>"));

    assertThat(check(Providers.CUSTOM).models().said())
        .isInstanceOfSatisfying(Said.NotTold.class, said -> assertThat(said.why()).contains("404"));
  }

  @Test
  void saysWhichVariableHoldsARefusedKeyAndNeverTheKey() {
    host.answers(
        LoopbackHost.error(
            401,
            "{\"error\":{\"type\":\"invalid_authentication_error\",\"message\":\"Invalid %s\"}}"
                .formatted(KEY)));

    assertThat(failed(check(Providers.MOONSHOT).models()).kind()).isEqualTo(Kind.AUTHENTICATION);
    assertThat(failed(check(Providers.MOONSHOT).models()).message())
        .contains("MOONSHOT_API_KEY")
        .contains("not interchangeable")
        .doesNotContain(KEY);
  }

  @Test
  void followsNoRedirect() throws IOException {
    try (var elsewhere = new LoopbackHost()) {
      elsewhere.answers(LoopbackHost.bytes(200, "application/json", LIST));
      host.answers(LoopbackHost.error(302, "", "Location", elsewhere.url() + "/models"));

      assertThat(failed(check(Providers.CUSTOM).models()).message()).contains("redirect (302)");
      assertThat(elsewhere.received()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"data\":["})
  void doesNotWaitForAHostThatHangs(String beginning) {
    host.answers(host.stallsAfter(beginning));
    HostCheck check = HostCheck.of(setup(Providers.CUSTOM), Duration.ofMillis(300));

    assertThat(failed(check.models()).kind()).isEqualTo(Kind.TIMEOUT);
  }

  @Test
  void saysWhereNobodyAnswers() {
    host.close();

    assertThat(failed(check(Providers.CUSTOM).models()).kind()).isEqualTo(Kind.NETWORK);
    assertThat(failed(check(Providers.CUSTOM).models()).message())
        .contains("127.0.0.1:" + host.port());
  }

  @ParameterizedTest
  @CsvSource({"49.58894,true,49.58894 USD", "0,false,0 USD", "-1.5,false,-1.5 USD"})
  void readsTheBalanceOfAMoonshotAccount(String balance, boolean enough, String words) {
    host.answers(
        LoopbackHost.bytes(
            200,
            "application/json",
            "{\"code\":0,\"data\":{\"available_balance\":%s},\"status\":true}".formatted(balance)));

    assertThat(check(Providers.MOONSHOT).account().said())
        .isEqualTo(new Said.Account(words, enough));
    assertThat(host.onlyRequest().path()).isEqualTo("/v1/users/me/balance");
  }

  @ParameterizedTest
  @CsvSource({"12.5,true", "0,false", "null,true"})
  void readsTheLimitOfAnOpenRouterKey(String left, boolean enough) {
    host.answers(
        LoopbackHost.bytes(
            200, "application/json", "{\"data\":{\"limit_remaining\":%s}}".formatted(left)));

    assertThat(check(Providers.OPENROUTER).account().said())
        .isInstanceOfSatisfying(
            Said.Account.class, said -> assertThat(said.enough()).isEqualTo(enough));
    assertThat(host.onlyRequest().path()).isEqualTo("/v1/key");
  }

  @Test
  void asksNoOtherHostForAnAccount() {
    HostCheck check = check(Providers.CUSTOM);

    assertThat(check.tellsOfAccount()).isFalse();
    assertThat(check.account().said()).isInstanceOf(Said.NotTold.class);
    assertThat(host.received()).isEmpty();
  }

  @Test
  void refusesAKeyThatCannotBeSentWithoutShowingIt() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HostCheck.of(setup(Providers.CUSTOM).apiKey("two words"), PATIENCE))
        .withMessageContaining("BIVOUAC_API_KEY")
        .withMessageNotContaining("two words");
  }

  private HostCheck check(Provider provider) {
    return HostCheck.of(setup(provider), PATIENCE);
  }

  private KimiModelBuilder setup(Provider provider) {
    return KimiStreamingChatModel.builder().provider(provider).baseUrl(host.url()).apiKey(KEY);
  }

  private static dev.bivouac.model.ModelFailure failed(HostAnswer answer) {
    assertThat(answer.said()).isInstanceOf(Said.Failed.class);
    return ((Said.Failed) answer.said()).failure();
  }
}
