package dev.bivouac.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.model.ModelFailure.Kind;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.RateLimitException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What any LangChain4j client reports is sorted, so that the run knows whether to try again. */
class PlainProfileTest {
  static Stream<Arguments> errors() {
    return Stream.of(
        Arguments.of(new RateLimitException("slow down"), Kind.OVERLOADED),
        Arguments.of(new InternalServerException(new HttpException(529, "busy")), Kind.SERVER),
        Arguments.of(new AuthenticationException("no key"), Kind.AUTHENTICATION),
        Arguments.of(new InvalidRequestException("temperature: too hot"), Kind.INVALID_REQUEST),
        // Anthropic's, OpenAI's and Gemini's ways of saying it.
        Arguments.of(
            new InvalidRequestException("prompt is too long: 214315 tokens > 200000 maximum"),
            Kind.CONTEXT_EXCEEDED),
        Arguments.of(
            new InvalidRequestException("This model's maximum context length is 128000 tokens."),
            Kind.CONTEXT_EXCEEDED),
        Arguments.of(
            new InvalidRequestException(
                "The input token count (1200000) exceeds the maximum number of tokens allowed"),
            Kind.CONTEXT_EXCEEDED),
        // An error event amid a stream: LangChain4j tells neither status nor type.
        Arguments.of(new LangChain4jException("Overloaded"), Kind.OVERLOADED),
        Arguments.of(new LangChain4jException("what?"), Kind.UNKNOWN),
        Arguments.of(new LangChain4jException(new ConnectException("refused")), Kind.NETWORK),
        Arguments.of(new IllegalStateException(new IOException("reset")), Kind.NETWORK),
        Arguments.of(new IllegalStateException("a bug"), Kind.UNKNOWN));
  }

  @ParameterizedTest
  @MethodSource("errors")
  void sorts(Throwable error, Kind kind) {
    assertThat(PlainProfile.sort(error).kind()).isEqualTo(kind);
  }
}
