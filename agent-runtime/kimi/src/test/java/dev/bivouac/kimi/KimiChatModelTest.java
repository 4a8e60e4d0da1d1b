package dev.bivouac.kimi;

import static dev.bivouac.kimi.LoopbackHost.breaksAfter;
import static dev.bivouac.kimi.LoopbackHost.error;
import static dev.bivouac.kimi.LoopbackHost.stream;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bivouac.retry.RetryPolicy;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.RateLimitException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KimiChatModelTest extends OneHostTest {
  private static final RetryPolicy QUICK =
      new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(200));
  private static final String BUSY = "{\"error\":{\"type\":\"engine_overloaded_error\"}}";
  private static final LoopbackHost.Answer HI =
      stream(delta("{\"content\":\"Hi\"}"), finish("stop"));

  @Test
  void givesTheWholeAnswer() {
    host.answers(HI);

    assertThat(model().chat("Hello")).isEqualTo("Hi");
    assertThat(host.onlyRequest().json().path("stream").asBoolean()).isTrue();
  }

  @Test
  void asksAgainAfterFailuresThatPass() {
    host.answersInTurn(error(503, BUSY), breaksAfter("data: {}\n\n"), HI);

    assertThat(model().chat("Hello")).isEqualTo("Hi");
    assertThat(host.received()).hasSize(3);
  }

  @Test
  void givesUpAfterTheLastAttempt() {
    host.answers(error(500, "{}"));

    assertThatThrownBy(() -> model().chat("Hello")).isInstanceOf(InternalServerException.class);
    assertThat(host.received()).hasSize(3);
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_request_error",
    "401, invalid_authentication_error",
    "403, exceeded_current_quota_error",
    "404, resource_not_found_error",
    "429, exceeded_current_quota_error"
  })
  void neverAsksAgainWhereItCannotHelp(int status, String type) {
    host.answers(error(status, "{\"error\":{\"type\":\"%s\"}}".formatted(type)));

    assertThatThrownBy(() -> model().chat("Hello")).hasMessageContaining(type);
    assertThat(host.received()).hasSize(1);
  }

  @Test
  void waitsAsLongAsTheHostAsks() {
    host.answersInTurn(error(429, BUSY, "Retry-After", "0.15"), HI);
    long before = System.nanoTime();

    assertThat(model().chat("Hello")).isEqualTo("Hi");
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThan(Duration.ofMillis(150));
  }

  @Test
  void doesNotWaitForAHostThatAsksForTooLong() {
    host.answers(error(429, BUSY, "Retry-After", "3600"));

    assertThatThrownBy(() -> model().chat("Hello")).isInstanceOf(RateLimitException.class);
    assertThat(host.received()).hasSize(1);
  }

  @Test
  void triesOnceIfThePolicySaysSo() {
    host.answers(error(500, "{}"));
    var model = new KimiChatModel(builder().build(), QUICK.withMaxAttempts(1));

    assertThatThrownBy(() -> model.chat("Hello")).isInstanceOf(InternalServerException.class);
    assertThat(host.received()).hasSize(1);
  }

  @Test
  void throwsWhatWentWrongAsItIs() {
    host.answers(error(401, "{}"));

    assertThatThrownBy(() -> model().chat("Hello")).isInstanceOf(AuthenticationException.class);
  }

  private KimiChatModel model() {
    return new KimiChatModel(builder().build(), QUICK);
  }
}
