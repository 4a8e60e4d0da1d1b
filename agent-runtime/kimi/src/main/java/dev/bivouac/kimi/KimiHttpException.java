package dev.bivouac.kimi;

import dev.bivouac.model.ModelFailure;
import dev.langchain4j.exception.HttpException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A host answered with an error. It is the cause of the LangChain4j exception that says which sort,
 * and holds what those cannot: the vendor's own words and how long it asked to wait.
 */
public final class KimiHttpException extends HttpException {
  private final String type;
  private final String vendorMessage;
  private final @Nullable Duration retryAfter;

  KimiHttpException(String host, int status, VendorError error, Optional<Duration> retryAfter) {
    super(
        status,
        "%s answered %d%s%s"
            .formatted(
                host,
                status,
                error.type().isEmpty() ? "" : " " + error.type(),
                error.message().isEmpty() ? "" : ": " + error.message()));
    this.type = error.type();
    this.vendorMessage = error.message();
    this.retryAfter = retryAfter.orElse(null);
  }

  /** The HTTP status. If the error came inside a stream, the one that it names itself, or 200. */
  public int status() {
    return statusCode();
  }

  /** The vendor's word for it, such as {@code rate_limit_reached_error}, or {@code ""}. */
  public String type() {
    return type;
  }

  /** The vendor's sentence on one line, cut to 500 characters and without keys, or {@code ""}. */
  public String vendorMessage() {
    return vendorMessage;
  }

  /** How long the host asked to wait, if it did. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  /** What sort of failure it is. */
  public ModelFailure.Kind kind() {
    return ErrorKinds.of(statusCode(), type, vendorMessage);
  }
}
