package dev.bivouac.tool;

import java.time.Duration;
import java.util.Optional;

/**
 * A failure that may pass by itself: a time-out, an overloaded server. With {@link Retry} the
 * runtime tries again; once the attempts are used up the model reads the message.
 */
public final class RetryableToolFailure extends ToolFailure {
  private final transient Optional<Duration> retryAfter;

  public RetryableToolFailure(String message, Throwable cause) {
    super(message, cause);
    this.retryAfter = Optional.empty();
  }

  /**
   * A failure without a cause of its own, such as a status that a server answered.
   *
   * @param retryAfter how long the other side asked to wait, if it did
   */
  public RetryableToolFailure(String message, Optional<Duration> retryAfter) {
    super(message);
    this.retryAfter = retryAfter;
  }

  /** How long the other side asked to wait, if it did. */
  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
