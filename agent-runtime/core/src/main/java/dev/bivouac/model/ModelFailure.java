package dev.bivouac.model;

import java.time.Duration;
import java.util.Optional;

/**
 * Why a model call gave no usable reply.
 *
 * @param kind what sort of failure it is
 * @param message one sentence for people with the remedy, without keys or page text
 * @param retryAfter how long the provider asked to wait, if it did
 */
public record ModelFailure(Kind kind, String message, Optional<Duration> retryAfter) {
  /** Sorts of failure. Stored by name: a constant is never renamed. */
  public enum Kind {
    /** The provider is overloaded or asks to slow down. */
    OVERLOADED(true),
    /** The provider failed (5xx) or sent something that is no answer. */
    SERVER(true),
    /** No connection, or it broke. */
    NETWORK(true),
    /** No byte for too long, or the whole call took too long. */
    TIMEOUT(true),
    /** The stream ended before it was complete. */
    INCOMPLETE(true),
    /** A reply that says nothing and asks for nothing, or that was cut at the output limit. */
    EMPTY(true),
    /** The key is missing, wrong, or for another platform. */
    AUTHENTICATION(false),
    /** The account has no money or quota left; waiting does not help. */
    QUOTA(false),
    /** The provider does not serve this model. */
    MODEL_NOT_FOUND(false),
    /** The conversation is longer than the model's window. */
    CONTEXT_EXCEEDED(false),
    /** The provider's filter refused the request or the answer. */
    FILTERED(false),
    /** The provider refuses the request as wrong. */
    INVALID_REQUEST(false),
    /** Anything else; trying again could do harm. */
    UNKNOWN(false);

    private final boolean worthRetrying;

    Kind(boolean worthRetrying) {
      this.worthRetrying = worthRetrying;
    }

    /** True if the same request may well succeed a little later. */
    public boolean worthRetrying() {
      return worthRetrying;
    }
  }
}
