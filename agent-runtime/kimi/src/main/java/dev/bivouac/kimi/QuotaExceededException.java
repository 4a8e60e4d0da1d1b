package dev.bivouac.kimi;

import dev.langchain4j.exception.NonRetriableException;

/**
 * The account has no money left, or has used up what it may use in a day. Hosts say so with the
 * same status as for "too many requests", but waiting a minute does not help.
 */
public final class QuotaExceededException extends NonRetriableException {
  QuotaExceededException(String message, KimiHttpException cause) {
    super(message, cause);
  }
}
