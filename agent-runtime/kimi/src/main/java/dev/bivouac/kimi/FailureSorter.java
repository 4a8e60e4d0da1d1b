package dev.bivouac.kimi;

import dev.bivouac.model.ModelFailure;
import dev.bivouac.model.ModelFailure.Kind;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.RetriableException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.exception.UnresolvedModelServerException;
import dev.langchain4j.exception.UnsupportedFeatureException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Sorts any exception of a model call and says in a sentence what to do about it.
 *
 * <p>What a host answered decides first, wherever it stands among the causes; then the exceptions
 * of this package and LangChain4j's, then those of Java.
 */
final class FailureSorter {
  private static final int MAX_CAUSES = 16;

  private final Provider provider;
  private final URI baseUrl;
  private final String model;
  private final Redactor redactor = new Redactor("");

  FailureSorter(Provider provider, URI baseUrl, String model) {
    this.provider = provider;
    this.baseUrl = baseUrl;
    this.model = model;
  }

  ModelFailure sort(Throwable error) {
    List<Throwable> causes = causes(error);
    for (Throwable cause : causes) {
      if (cause instanceof KimiHttpException answer) {
        return new ModelFailure(answer.kind(), sentence(answer), answer.retryAfter());
      }
      if (cause instanceof HttpException answer) {
        VendorError said = VendorError.ofBody(String.valueOf(answer.getMessage()), redactor);
        var details =
            new KimiHttpException(
                provider.name(), answer.statusCode(), said, RetryAfter.ofWords(said.message()));
        return new ModelFailure(details.kind(), sentence(details), details.retryAfter());
      }
    }
    for (Throwable cause : causes) {
      Kind kind = kind(cause);
      if (kind != Kind.UNKNOWN) {
        return new ModelFailure(kind, sentence(kind, cause), Optional.empty());
      }
    }
    return new ModelFailure(Kind.UNKNOWN, sentence(Kind.UNKNOWN, error), Optional.empty());
  }

  private static List<Throwable> causes(Throwable error) {
    List<Throwable> causes = new ArrayList<>();
    Throwable next = error;
    while (next != null && causes.size() < MAX_CAUSES) {
      causes.add(next);
      next = next.getCause();
    }
    return causes;
  }

  private static Kind kind(Throwable error) {
    return switch (error) {
      case IncompleteStreamException cut -> Kind.INCOMPLETE;
      case LeakedCallsException leaked -> Kind.INCOMPLETE;
      case ConnectionException broken -> Kind.NETWORK;
      case QuotaExceededException poor -> Kind.QUOTA;
      case ContextExceededException tooLong -> Kind.CONTEXT_EXCEEDED;
      case TimeoutException late -> Kind.TIMEOUT;
      case RateLimitException fast -> Kind.OVERLOADED;
      case AuthenticationException key -> Kind.AUTHENTICATION;
      case ModelNotFoundException gone -> Kind.MODEL_NOT_FOUND;
      case ContentFilteredException filtered -> Kind.FILTERED;
      case InvalidRequestException wrong -> Kind.INVALID_REQUEST;
      case UnsupportedFeatureException wrong -> Kind.INVALID_REQUEST;
      case UnresolvedModelServerException unknownHost -> Kind.NETWORK;
      case InternalServerException failed -> Kind.SERVER;
      case RetriableException passing -> Kind.SERVER;
      case java.util.concurrent.TimeoutException late -> Kind.TIMEOUT;
      case HttpConnectTimeoutException unreachable -> Kind.NETWORK;
      case HttpTimeoutException late -> Kind.TIMEOUT;
      case java.net.SocketTimeoutException late -> Kind.TIMEOUT;
      case java.io.InterruptedIOException cancelled -> Kind.UNKNOWN;
      case IOException broken -> Kind.NETWORK;
      default -> Kind.UNKNOWN;
    };
  }

  /** What a host answered, and the remedy. */
  private String sentence(KimiHttpException answer) {
    return switch (answer.kind()) {
      case AUTHENTICATION -> aboutKey(answer);
      case QUOTA -> aboutQuota(answer);
      case OVERLOADED -> aboutOverload(answer);
      case MODEL_NOT_FOUND -> aboutModel(answer);
      case CONTEXT_EXCEEDED ->
          "The conversation does not fit into the window of model '%s' (%s). Send less of it, or lower the output limit."
              .formatted(model, said(answer));
      case FILTERED ->
          "%s's filter refused the request or the answer (%s). Word the task differently; the same again is refused again."
              .formatted(provider.name(), said(answer));
      case INVALID_REQUEST -> aboutRequest(answer);
      case TIMEOUT, SERVER, NETWORK, INCOMPLETE, EMPTY, UNKNOWN ->
          "%s failed (%s). This usually passes; try again later."
              .formatted(provider.name(), said(answer));
    };
  }

  private static String said(KimiHttpException answer) {
    var said = new StringBuilder().append(answer.status());
    if (!answer.type().isEmpty()) {
      said.append(' ').append(answer.type());
    }
    if (!answer.vendorMessage().isEmpty()) {
      said.append(": ").append(Texts.shorten(answer.vendorMessage(), 200));
    }
    return said.toString();
  }

  private String aboutKey(KimiHttpException answer) {
    if (answer.status() == 403) {
      return "%s does not allow this (%s). Check what the account behind %s may use, and from where."
          .formatted(provider.name(), said(answer), keyName());
    }
    return "%s refused the key (%s). Check %s.%s"
        .formatted(
            provider.name(),
            said(answer),
            keyName(),
            provider.notes().aboutKeys().isEmpty() ? "" : " " + provider.notes().aboutKeys());
  }

  private String keyName() {
    return provider.keyVariable().orElse("whether it wants one: none is set up for it");
  }

  private String aboutQuota(KimiHttpException answer) {
    return answer.type().equals("rate_limit_reached_error")
        ? "The day's tokens of the %s account are used up (%s). Go on tomorrow, or raise the account's tier."
            .formatted(provider.name(), said(answer))
        : "The %s account has no money or quota left (%s). Top it up; waiting does not help."
            .formatted(provider.name(), said(answer));
  }

  private String aboutOverload(KimiHttpException answer) {
    return answer.type().equals("rate_limit_reached_error")
        ? "The %s account makes more calls than its tier allows (%s). Wait, make fewer at once, or raise the tier."
            .formatted(provider.name(), said(answer))
        : "%s is overloaded (%s). Wait and make fewer calls at once; topping up does not help."
            .formatted(provider.name(), said(answer));
  }

  private String aboutModel(KimiHttpException answer) {
    return provider
        .hosted(model)
        .withdrawn()
        .map(withdrawn -> "Model '%s' %s".formatted(model, withdrawn))
        .orElseGet(() ->
            "%s does not serve model '%s' (%s). Check --model and --base-url."
                .formatted(provider.name(), model, said(answer)));
  }

  private String aboutRequest(KimiHttpException answer) {
    String message = answer.vendorMessage();
    if (message.contains("tool_call_id")) {
      return "%s refused the conversation because a tool call and its result do not pair (%s). Each call needs exactly one result right after it."
          .formatted(provider.name(), said(answer));
    }
    if (message.contains("reasoning_content")) {
      return "%s refused the conversation because reasoning is missing from a reply with tool calls (%s). Send each reply back as it came."
          .formatted(provider.name(), said(answer));
    }
    return "%s refused the request as wrong (%s). Check model '%s' and its parameters."
        .formatted(provider.name(), said(answer), model);
  }

  /** What happened on this side of the wire. */
  private String sentence(Kind kind, Throwable error) {
    if (error.getClass().getPackageName().equals(FailureSorter.class.getPackageName())) {
      return String.valueOf(error.getMessage());
    }
    String reason = redactor.redact(ConnectionException.reason(error));
    return switch (kind) {
      case NETWORK ->
          "No connection to %s (%s). Check the network, the proxy and --base-url."
              .formatted(Endpoint.hostAndPort(baseUrl), reason);
      case TIMEOUT -> "%s did not answer in time (%s).".formatted(provider.name(), reason);
      case AUTHENTICATION ->
          "%s refused the key (%s). Check %s.".formatted(provider.name(), reason, keyName());
      case OVERLOADED,
          SERVER,
          INCOMPLETE,
          EMPTY,
          QUOTA,
          MODEL_NOT_FOUND,
          CONTEXT_EXCEEDED,
          FILTERED,
          INVALID_REQUEST,
          UNKNOWN ->
          "A call to %s failed (%s).".formatted(provider.name(), reason);
    };
  }
}
