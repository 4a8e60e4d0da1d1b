package dev.bivouac.kimi;

import dev.langchain4j.exception.RetriableException;

/** A host sent more than any model's answer can hold; it was not read to the end. */
public final class AnswerTooLargeException extends RetriableException {
  AnswerTooLargeException(String what, long limit) {
    super("%s is larger than %d bytes and was not read on.".formatted(what, limit));
  }
}
