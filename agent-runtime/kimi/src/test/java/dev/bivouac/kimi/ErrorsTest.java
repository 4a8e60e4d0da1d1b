package dev.bivouac.kimi;

import static dev.bivouac.kimi.LoopbackHost.bytes;
import static dev.bivouac.kimi.LoopbackHost.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.model.ModelFailure;
import dev.bivouac.model.ModelFailure.Kind;
import dev.langchain4j.exception.InvalidRequestException;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers with an error status, as the vendor and the gateways give them. */
class ErrorsTest extends OneHostTest {
  @ParameterizedTest(name = "{0} {2}: {3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "400 | InvalidRequestException | invalid_request_error | bad field | INVALID_REQUEST",
        "400 | ContextExceededException | invalid_request_error | Input token length too long | CONTEXT_EXCEEDED",
        "400 | ContextExceededException | invalid_request_error | Your request exceeded model token limit: 262144 (requested: 269030) | CONTEXT_EXCEEDED",
        "413 | ContextExceededException | `` | maximum context length is 8192 tokens | CONTEXT_EXCEEDED",
        "422 | ContextExceededException | `` | input exceeds max length | CONTEXT_EXCEEDED",
        "400 | ContentFilteredException | content_filter | The request was rejected because it was considered high risk | FILTERED",
        "400 | ContentFilteredException | invalid_request_error | The request was rejected because it was considered high risk | FILTERED",
        "401 | AuthenticationException | invalid_authentication_error | Invalid Authentication | AUTHENTICATION",
        "401 | AuthenticationException | incorrect_api_key_error | Incorrect API key provided | AUTHENTICATION",
        "402 | QuotaExceededException | `` | Insufficient credits | QUOTA",
        "403 | AuthenticationException | permission_denied_error | The API you are accessing is not open | AUTHENTICATION",
        "403 | QuotaExceededException | exceeded_current_quota_error | not enough | QUOTA",
        "403 | ContentFilteredException | `` | Your input was flagged | FILTERED",
        "404 | ModelNotFoundException | resource_not_found_error | Not found the model kimi-k2-thinking or Permission denied | MODEL_NOT_FOUND",
        "400 | ModelNotFoundException | `` | kimi is not a valid model ID | MODEL_NOT_FOUND",
        "408 | TimeoutException | `` | late | TIMEOUT",
        "409 | InternalServerException | `` | conflict | SERVER",
        "429 | RateLimitException | engine_overloaded_error | The engine is currently overloaded | OVERLOADED",
        "429 | RateLimitException | rate_limit_reached_error | organization max RPM: 3, please try again after 1 seconds | OVERLOADED",
        "429 | QuotaExceededException | rate_limit_reached_error | reached organization TPD rate limit | QUOTA",
        "429 | QuotaExceededException | exceeded_current_quota_error | Your account is suspended | QUOTA",
        "429 | QuotaExceededException | `` | You exceeded your current token quota | QUOTA",
        "429 | RateLimitException | `` | Too Many Requests | OVERLOADED",
        "499 | InternalServerException | client_closed_request | gone | SERVER",
        "500 | InternalServerException | server_error | oops | SERVER",
        "500 | InternalServerException | unexpected_output | invalid state transition | SERVER",
        "502 | InternalServerException | `` | bad gateway | SERVER",
        "503 | InternalServerException | server_unavailable | later | OVERLOADED",
        "504 | InternalServerException | `` | gateway time-out | SERVER",
        "529 | InternalServerException | `` | overloaded | OVERLOADED"
      })
  void sortsErrors(int status, String exception, String type, String message, Kind kind) {
    host.answers(
        error(status, "{\"error\":{\"type\":\"%s\",\"message\":\"%s\"}}".formatted(type, message)));

    Throwable error = ask().error();

    assertThat(error.getClass().getSimpleName()).isEqualTo(exception);
    KimiHttpException details = details(error);
    assertThat(details.status()).isEqualTo(status);
    assertThat(details.type()).isEqualTo(type);
    assertThat(details.vendorMessage()).isEqualTo(message);
    assertThat(details.kind()).isEqualTo(kind);
    assertThat(profile().failure(error).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "t | m | {'error':{'type':'t','message':'m'}}",
        "t | m | {'error':{'error':{'type':'t','message':'m'}}}",
        "t | m | {'error':{'code':'t','message':'m'}}",
        "`` | m | {'error':{'type':'<nil>','message':'m'}}",
        "`` | m | {'error':'m'}",
        "20015 | m | {'code':'20015','message':'m'}",
        "`` | m | {'code':20015,'message':'m','data':null}",
        "`` | m | {'detail':'m'}",
        "`` | Provider returned error: m | {'error':{'message':'Provider returned error','code':400,'metadata':{'raw':'{\\'error\\':{\\'message\\':\\'m\\'}}'}}}",
        "`` | plain words | plain words",
        "`` | 502 Bad Gateway | <html><head><title>502 Bad Gateway</title></head><body>Much more</body></html>",
        "`` | a web page without a title | <p>Hello</p>",
        "`` | `` | ``"
      })
  void understandsManyShapes(String type, String message, String body) {
    host.answers(bytes(418, "text/plain", body.replace('\'', '"')));

    KimiHttpException details = details(ask().error());

    assertThat(details.type()).isEqualTo(type);
    assertThat(details.vendorMessage()).isEqualTo(message);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      delimiter = '|',
      value = {
        "PT7S | Retry-After | 7 | m",
        "PT0.05S | Retry-After | 0.05 | m",
        "none | Retry-After | soon | m",
        "PT3S | X-Other | 1 | max RPM: 3, please try again after 3 seconds",
        "PT7S | Retry-After | 7 | please try again after 3 seconds",
        "none | X-Other | 1 | please try again later"
      })
  void keepsHowLongToWait(Duration expected, String header, String value, String message) {
    host.answers(error(429, "{\"error\":{\"message\":\"%s\"}}".formatted(message), header, value));

    Throwable error = ask().error();

    assertThat(details(error).retryAfter()).isEqualTo(Optional.ofNullable(expected));
    assertThat(profile().failure(error).retryAfter()).isEqualTo(Optional.ofNullable(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wrong key " + KEY,
        "Authorization: Bearer " + KEY,
        "key sk-or-v1-fedcba98765432100123456789 is wrong",
        KEY
      })
  void neverShowsAKey(String message) {
    host.answers(error(401, "{\"error\":{\"message\":\"%s\"}}".formatted(message)));

    Throwable error = ask().error();

    assertThat(error).hasMessageContaining("[key]");
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      assertThat(cause.toString()).doesNotContain(KEY, "fedcba9876543210");
    }
    assertThat(profile().failure(error).message()).doesNotContain(KEY, "fedcba9876543210");
  }

  @Test
  void shortensLongMessagesAndTakesOutControlCharacters() {
    String long64 = "x\u0007\u202e\ny ".repeat(20_000);
    host.answers(bytes(400, "text/plain", long64));

    KimiHttpException details = details(ask().error());

    assertThat(details.vendorMessage())
        .hasSize(500)
        .startsWith("x y x y")
        .endsWith("...")
        .doesNotContain("\n", "\u0007", "\u202e");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void followsNoRedirect(int status) throws IOException {
    try (var elsewhere = new LoopbackHost()) {
      host.answers(error(status, "", "Location", elsewhere.url() + "/chat/completions"));

      assertThat(ask().error())
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageContaining("Redirects are not followed");
      assertThat(elsewhere.received()).isEmpty();
    }
  }

  @Test
  void survivesAnErrorBodyThatNeverEnds() {
    host.answers(exchange -> {
      exchange.sendResponseHeaders(500, 0);
      var junk = new byte[8192];
      try {
        for (int i = 0; i < 100_000; i++) {
          exchange.getResponseBody().write(junk);
        }
      } finally {
        exchange.close();
      }
    });

    ModelFailure failure = profile().failure(ask().error());

    assertThat(failure.kind()).isEqualTo(Kind.SERVER);
  }

  private KimiProfile profile() {
    return KimiProfile.of(builder().build());
  }

  private static KimiHttpException details(Throwable error) {
    if (error.getCause() instanceof KimiHttpException details) {
      return details;
    }
    throw new AssertionError("no details", error);
  }
}
