package dev.bivouac.kimi;

import dev.langchain4j.exception.RetriableException;
import java.io.IOException;

/** No connection to the host could be made, or it broke before an answer came. */
public final class ConnectionException extends RetriableException {
  ConnectionException(String address, IOException cause) {
    super(
        "No connection to %s (%s). Check the network, the proxy and the base URL."
            .formatted(address, reason(cause)),
        cause);
  }

  static String reason(Throwable cause) {
    Throwable deepest = cause;
    for (int i = 0; i < 8 && deepest.getMessage() == null && deepest.getCause() != null; i++) {
      deepest = deepest.getCause();
    }
    String message = deepest.getMessage();
    String name = deepest.getClass().getSimpleName();
    return message == null ? name : name + ": " + Texts.shorten(message, 200);
  }
}
