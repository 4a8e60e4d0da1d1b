package dev.bivouac.model;

import dev.bivouac.model.ModelFailure.Kind;
import dev.bivouac.run.RunId;
import dev.bivouac.run.Text;
import dev.bivouac.run.Usage;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.RetriableException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.TokenUsage;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What can be known of any LangChain4j model: its token usage and its exceptions.
 *
 * @param provider a name for the journal
 * @param model the model's id
 * @param contextWindow tokens that fit into one request and its answer together
 * @param prices list prices, if known
 */
public record PlainProfile(
    String provider, String model, int contextWindow, Optional<Prices> prices)
    implements ModelProfile {
  private static final int SHOWN = 300;

  @Override
  public ChatRequestParameters parameters(RunId run) {
    return DefaultChatRequestParameters.EMPTY;
  }

  @Override
  public Usage usage(ChatResponse response) {
    TokenUsage tokens = response.tokenUsage();
    if (tokens == null) {
      return Usage.NONE;
    }
    long input = count(tokens.inputTokenCount());
    long output = count(tokens.outputTokenCount());
    return new Usage(input, 0, output, prices.map(list -> list.of(input, 0, output)));
  }

  @Override
  public Map<String, Object> attributes(ChatResponse response) {
    return response.aiMessage().attributes();
  }

  @Override
  public ModelFailure failure(Throwable error) {
    return sort(error);
  }

  /** Sorts LangChain4j's exceptions, and those of connections. */
  public static ModelFailure sort(Throwable error) {
    String said = Text.cut(String.valueOf(error.getMessage()), SHOWN);
    return switch (error) {
      case AuthenticationException e ->
          failure(Kind.AUTHENTICATION, "The key was refused: " + said);
      case ModelNotFoundException e ->
          failure(Kind.MODEL_NOT_FOUND, "The provider does not serve this model: " + said);
      case ContentFilteredException e ->
          failure(Kind.FILTERED, "The provider's filter refused the request: " + said);
      case RateLimitException e ->
          failure(Kind.OVERLOADED, "The provider asks to slow down: " + said);
      case TimeoutException e -> failure(Kind.TIMEOUT, "The model took too long: " + said);
      case InternalServerException e -> failure(Kind.SERVER, "The provider failed: " + said);
      case InvalidRequestException e when ErrorWording.isTooLong(said) ->
          failure(Kind.CONTEXT_EXCEEDED, "The conversation is too long for the model: " + said);
      case InvalidRequestException e ->
          failure(Kind.INVALID_REQUEST, "The provider refuses the request: " + said);
      case UnresolvedModelServerException e ->
          failure(Kind.NETWORK, "The provider's address cannot be found: " + said);
      case RetriableException e -> failure(Kind.SERVER, "The provider failed: " + said);
      // An error amid a stream has no status, and often no type that LangChain4j tells.
      case LangChain4jException e when ErrorWording.isOverloaded(said) ->
          failure(Kind.OVERLOADED, "The provider is overloaded: " + said);
      default -> sortCause(error, said);
    };
  }

  private static ModelFailure sortCause(Throwable error, String said) {
    if (error instanceof IOException) {
      return failure(Kind.NETWORK, "The provider could not be reached: " + said);
    }
    Throwable cause = error.getCause();
    return cause != null
        ? sort(cause)
        : failure(
            Kind.UNKNOWN,
            "The model call failed (%s): %s".formatted(error.getClass().getSimpleName(), said));
  }

  private static ModelFailure failure(Kind kind, String message) {
    return new ModelFailure(kind, message, Optional.empty());
  }

  private static long count(@Nullable Integer tokens) {
    return tokens == null ? 0 : tokens;
  }
}
