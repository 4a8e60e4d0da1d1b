package dev.bivouac.kimi;

import dev.bivouac.model.ErrorWording;
import dev.bivouac.model.ModelFailure.Kind;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.InternalServerException;
import dev.langchain4j.exception.InvalidRequestException;
import dev.langchain4j.exception.LangChain4jException;
import dev.langchain4j.exception.ModelNotFoundException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.exception.TimeoutException;
import java.util.Set;
import java.util.regex.Pattern;

/** Sorts a host's errors: by the vendor's type, then by its wording, then by the HTTP status. */
final class ErrorKinds {
  private static final Set<Integer> TOO_LONG_STATUS = Set.of(200, 400, 413, 422);
  private static final Pattern NO_MONEY =
      words(
          "exceeded your current (token )?quota|insufficient.{0,12}(balance|credit|quota|funds)"
              + "|account.{0,60}suspended|recharge|requires more credits");
  private static final Pattern PER_DAY = words("\\bTPD\\b|tokens? per day|per.day");
  private static final Pattern FILTERED =
      words("considered high risk|content.?filter|content.?moderation|flagged");
  private static final Pattern NO_MODEL =
      words(
          "not a valid model|model.{0,80}(does not exist|not found|not exist|is not supported)"
              + "|no endpoints found|not found the model");
  private static final Pattern WRONG_KEY =
      words("(invalid|incorrect).{0,20}(api.?key|authentication)");

  private ErrorKinds() {}

  static Kind of(int status, String type, String message) {
    return switch (type) {
      case "engine_overloaded_error", "server_overloaded" -> Kind.OVERLOADED;
      case "rate_limit_reached_error" ->
          PER_DAY.matcher(message).find() ? Kind.QUOTA : Kind.OVERLOADED;
      case "exceeded_current_quota_error", "insufficient_quota" -> Kind.QUOTA;
      case "invalid_authentication_error", "incorrect_api_key_error", "permission_denied_error" ->
          Kind.AUTHENTICATION;
      case "resource_not_found_error" -> Kind.MODEL_NOT_FOUND;
      case "content_filter" -> Kind.FILTERED;
      case "server_error", "unexpected_output", "server_unavailable", "client_closed_request" ->
          status == 503 ? Kind.OVERLOADED : Kind.SERVER;
      default -> byWording(status, type, message);
    };
  }

  private static Kind byWording(int status, String type, String message) {
    if (TOO_LONG_STATUS.contains(status) && ErrorWording.isTooLong(message)) {
      return Kind.CONTEXT_EXCEEDED;
    }
    if (status >= 500) {
      return byStatus(status);
    }
    if (NO_MONEY.matcher(message).find()) {
      return Kind.QUOTA;
    }
    if (status != 401 && FILTERED.matcher(message).find()) {
      return Kind.FILTERED;
    }
    if ((status == 200 || status == 400) && NO_MODEL.matcher(message).find()) {
      return Kind.MODEL_NOT_FOUND;
    }
    if ((status == 200 || status == 400) && WRONG_KEY.matcher(message).find()) {
      return Kind.AUTHENTICATION;
    }
    if (status == 429 && PER_DAY.matcher(message).find()) {
      return Kind.QUOTA;
    }
    return status == 200 && type.equals("invalid_request_error")
        ? Kind.INVALID_REQUEST
        : byStatus(status);
  }

  /** An error inside a stream that says nothing about itself counts as a failure of the server. */
  private static Kind byStatus(int status) {
    return switch (status) {
      case 401, 403 -> Kind.AUTHENTICATION;
      case 402 -> Kind.QUOTA;
      case 404 -> Kind.MODEL_NOT_FOUND;
      case 408 -> Kind.TIMEOUT;
      case 429, 503, 529 -> Kind.OVERLOADED;
      case 409, 425, 499 -> Kind.SERVER;
      default -> status >= 300 && status < 500 ? Kind.INVALID_REQUEST : Kind.SERVER;
    };
  }

  /** The LangChain4j exception for that sort of failure, with the details as its cause. */
  static LangChain4jException exception(KimiHttpException details) {
    String message = String.valueOf(details.getMessage());
    return switch (details.kind()) {
      case OVERLOADED ->
          details.status() >= 500
              ? new InternalServerException(message, details)
              : new RateLimitException(message, details);
      case TIMEOUT -> new TimeoutException(message, details);
      case AUTHENTICATION -> new AuthenticationException(message, details);
      case QUOTA -> new QuotaExceededException(message, details);
      case MODEL_NOT_FOUND -> new ModelNotFoundException(message, details);
      case CONTEXT_EXCEEDED -> new ContextExceededException(message, details);
      case FILTERED -> new ContentFilteredException(message, details);
      case INVALID_REQUEST -> new InvalidRequestException(message, details);
      case SERVER, NETWORK, INCOMPLETE, EMPTY, UNKNOWN ->
          new InternalServerException(message, details);
    };
  }

  private static Pattern words(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }
}
