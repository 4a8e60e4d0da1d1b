package dev.bivouac.kimi;

import dev.langchain4j.exception.NonRetriableException;

/** The thread that made the call was interrupted; its interrupt flag is set. */
public final class CallCancelledException extends NonRetriableException {
  CallCancelledException(String host) {
    super("The call to %s was cancelled by an interrupt.".formatted(host));
  }
}
