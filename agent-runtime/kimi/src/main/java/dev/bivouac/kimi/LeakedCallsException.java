package dev.bivouac.kimi;

import dev.langchain4j.exception.RetriableException;

/**
 * A host did not parse the model's own tool-call tokens, so they stand as text in an answer that
 * has no calls. It is no answer; the same request often succeeds.
 */
public final class LeakedCallsException extends RetriableException {
  LeakedCallsException(String host) {
    super("%s sent raw tool-call tokens as text instead of calls. Ask again.".formatted(host));
  }
}
