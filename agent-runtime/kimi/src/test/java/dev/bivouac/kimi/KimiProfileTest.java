package dev.bivouac.kimi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.model.ModelFailure.Kind;
import dev.bivouac.run.Cost;
import dev.bivouac.run.RunId;
import dev.bivouac.run.Usage;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KimiProfileTest {
  private static final RunId RUN = new RunId("0123456789ab");
  private static final KimiProfile MOONSHOT = profile(Providers.MOONSHOT, "kimi-k2.6");

  @ParameterizedTest
  @CsvSource({
    "kimi-k2.6, 262144",
    "kimi-k3, 1048576",
    "kimi-k2-0711-preview, 131072",
    "moonshotai/Kimi-K3:free, 1048576",
    "somebody/else, 262144"
  })
  void knowsTheWindow(String model, int tokens) {
    assertThat(profile(Providers.OPENROUTER, model).contextWindow()).isEqualTo(tokens);
  }

  @Test
  void knowsPricesOnlyWhereTheVendorsOwnHold() {
    assertThat(MOONSHOT.prices().orElseThrow().output()).isEqualTo("4.00");
    assertThat(profile(Providers.OPENROUTER, "kimi-k2.6").prices()).isEmpty();
    assertThat(profile(Providers.CUSTOM, "kimi-k2.6").prices()).isEmpty();
  }

  @Test
  void takesAnotherWindowAndOtherPrices() {
    var custom = profile(Providers.CUSTOM, "m").withContextWindow(8192);

    assertThat(custom.contextWindow()).isEqualTo(8192);
    assertThat(custom.withPrices(MOONSHOT.prices().orElseThrow()).prices())
        .isEqualTo(MOONSHOT.prices());
  }

  @Test
  void givesTheRunAsCacheKeyWhereThereIsOne() {
    assertThat(MOONSHOT.parameters(RUN))
        .isEqualTo(KimiRequestParameters.builder().promptCacheKey(RUN.value()).build());
    assertThat(profile(Providers.CUSTOM, "m").parameters(RUN))
        .isNotInstanceOf(KimiRequestParameters.class);
  }

  @Test
  void theCacheKeySurvivesBeingPutTogetherWithOtherParameters() {
    ChatRequestParameters key = MOONSHOT.parameters(RUN);
    ChatRequestParameters other = ChatRequestParameters.builder().modelName("m").build();

    for (var both :
        new ChatRequestParameters[] {
          key.overrideWith(other), other.overrideWith(key), key.defaultedBy(other)
        }) {
      assertThat(both)
          .isEqualTo(
              KimiRequestParameters.builder().modelName("m").promptCacheKey(RUN.value()).build());
    }
  }

  @Test
  void countsTokensAndCost() {
    Cost estimated =
        Cost.atListPrices(new BigDecimal("0.955"), MOONSHOT.prices().orElseThrow().asOf());
    assertThat(MOONSHOT.usage(response(new KimiTokenUsage(1_000_000, 500_000, 100_000, null))))
        .isEqualTo(new Usage(1_000_000, 500_000, 100_000, Optional.of(estimated)));
    assertThat(MOONSHOT.usage(response(new KimiTokenUsage(10, 5, 1, new BigDecimal("0.02")))))
        .isEqualTo(new Usage(10, 5, 1, Optional.of(new Cost(new BigDecimal("0.02"), false))));
    assertThat(profile(Providers.CUSTOM, "m").usage(response(new KimiTokenUsage(10, 5, 1, null))))
        .isEqualTo(new Usage(10, 5, 1, Optional.empty()));
    assertThat(profile(Providers.CUSTOM, "m").usage(response(new TokenUsage(10, 1))))
        .isEqualTo(new Usage(10, 0, 1, Optional.empty()));
    var silent = ChatResponse.builder().aiMessage(AiMessage.from("Hi")).build();
    assertThat(MOONSHOT.usage(silent)).isEqualTo(Usage.NONE);
  }

  @Test
  void sendsBackWhatTheHostWantsBackAndNothingElse() {
    var message =
        AiMessage.builder()
            .text("Hi")
            .attributes(Map.of(Attributes.REASONING_FIELD, "reasoning", "other", 1))
            .build();

    assertThat(MOONSHOT.attributes(ChatResponse.builder().aiMessage(message).build()))
        .isEqualTo(Map.of(Attributes.REASONING_FIELD, "reasoning"));
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(Kind.NETWORK, new ConnectException("Connection refused")),
        Arguments.of(Kind.NETWORK, new UncheckedIOException(new IOException("reset"))),
        Arguments.of(Kind.NETWORK, new ExecutionException(new HttpConnectTimeoutException("slow"))),
        Arguments.of(Kind.NETWORK, new UnresolvedModelServerException("unknown host")),
        Arguments.of(Kind.TIMEOUT, new HttpTimeoutException("late")),
        Arguments.of(Kind.TIMEOUT, new TimeoutException("late")),
        Arguments.of(Kind.TIMEOUT, new java.util.concurrent.TimeoutException()),
        Arguments.of(Kind.OVERLOADED, new RateLimitException("slow down")),
        Arguments.of(Kind.OVERLOADED, new RateLimitException(new HttpException(429, "slow down"))),
        Arguments.of(Kind.QUOTA, new HttpException(402, "no credits")),
        Arguments.of(
            Kind.QUOTA,
            new RateLimitException(
                new HttpException(429, "{\"error\":{\"type\":\"exceeded_current_quota_error\"}}"))),
        Arguments.of(Kind.AUTHENTICATION, new AuthenticationException("who?")),
        Arguments.of(Kind.MODEL_NOT_FOUND, new ModelNotFoundException("gone")),
        Arguments.of(Kind.INVALID_REQUEST, new InvalidRequestException("bad")),
        Arguments.of(Kind.SERVER, new InternalServerException("oops")),
        Arguments.of(Kind.INCOMPLETE, new IncompleteStreamException("h", 3, null)),
        Arguments.of(Kind.UNKNOWN, new CallCancelledException("h")),
        Arguments.of(Kind.UNKNOWN, new IllegalStateException()),
        Arguments.of(Kind.UNKNOWN, new OutOfMemoryError()));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void sortsEveryException(Kind kind, Throwable error) {
    var failure = MOONSHOT.failure(error);

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.message()).isNotBlank().doesNotContain("null").doesNotContain("\n");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "401 | invalid_authentication_error | x | moonshot refused the key (401 invalid_authentication_error: x). Check MOONSHOT_API_KEY. Keys of moonshot.ai and moonshot.cn are not interchangeable.",
        "404 | resource_not_found_error | x | Model 'kimi-k2-thinking' was withdrawn from Moonshot's own API on 2026-05-25. It lives on at other providers and self-hosted: try --model kimi-k2.6, or --provider openrouter.",
        "429 | exceeded_current_quota_error | x | The moonshot account has no money or quota left (429 exceeded_current_quota_error: x). Top it up; waiting does not help.",
        "429 | engine_overloaded_error | x | moonshot is overloaded (429 engine_overloaded_error: x). Wait and make fewer calls at once; topping up does not help.",
        "429 | rate_limit_reached_error | x | The moonshot account makes more calls than its tier allows (429 rate_limit_reached_error: x). Wait, make fewer at once, or raise the tier.",
        "400 | invalid_request_error | tool_call_id  is not found | moonshot refused the conversation because a tool call and its result do not pair (400 invalid_request_error: tool_call_id is not found). Each call needs exactly one result right after it."
      })
  void saysWhatToDo(int status, String type, String message, String expected) {
    String body = "{\"error\":{\"type\":\"%s\",\"message\":\"%s\"}}".formatted(type, message);

    assertThat(
            profile(Providers.MOONSHOT, "kimi-k2-thinking")
                .failure(new HttpException(status, body))
                .message())
        .isEqualTo(expected);
  }

  @Test
  void namesTheHostAndThePortThatCannotBeReached() {
    assertThat(MOONSHOT.failure(new ConnectException("Connection refused")).message())
        .isEqualTo(
            "No connection to api.moonshot.ai:443 (ConnectException: Connection refused). Check the network, the proxy and --base-url.");
  }

  @Test
  void keepsTheWaitOfAMessage() {
    assertThat(
            MOONSHOT
                .failure(new HttpException(429, "please try again after 12 seconds"))
                .retryAfter())
        .contains(Duration.ofSeconds(12));
  }

  private static ChatResponse response(TokenUsage usage) {
    return ChatResponse.builder().aiMessage(AiMessage.from("Hi")).tokenUsage(usage).build();
  }

  private static KimiProfile profile(Provider provider, String model) {
    var builder = KimiStreamingChatModel.builder().provider(provider).model(model);
    if (provider.baseUrl().isEmpty()) {
      builder.baseUrl("http://localhost:8000/v1");
    }
    return KimiProfile.of(builder.build());
  }
}
