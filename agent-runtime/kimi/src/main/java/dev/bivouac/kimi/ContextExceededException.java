package dev.bivouac.kimi;

import dev.langchain4j.exception.InvalidRequestException;

/** The conversation and the room for its answer do not fit into the model's window. */
public final class ContextExceededException extends InvalidRequestException {
  ContextExceededException(String message, KimiHttpException cause) {
    super(message, cause);
  }
}
