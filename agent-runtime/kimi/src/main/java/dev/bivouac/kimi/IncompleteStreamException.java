package dev.bivouac.kimi;

import dev.langchain4j.exception.RetriableException;
import org.jspecify.annotations.Nullable;

/** A stream ended before {@code [DONE]}, so that nobody knows whether the answer was complete. */
public final class IncompleteStreamException extends RetriableException {
  IncompleteStreamException(String host, int events, @Nullable Throwable cause) {
    super(
        "%s ended the stream after %d events without [DONE], so the answer may be cut. Ask again."
            .formatted(host, events),
        cause);
  }
}
