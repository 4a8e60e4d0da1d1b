package dev.bivouac.kimi;

/**
 * Hears what goes over the wire, for whoever looks for a fault: each request with address, headers
 * and body, each answer with status, headers and every line. Keys are taken out before.
 *
 * <p>Called on the threads that talk to the host, so it must not block for long.
 */
@FunctionalInterface
public interface WireLog {
  /** Hears nothing. */
  WireLog NONE = (call, line) -> {};

  /**
   * A line was sent or came.
   *
   * @param call which request of this model it belongs to, from 1
   * @param line begins with {@code >} if it was sent, with {@code <} if it came, with {@code !} if
   *     something went wrong; written by others and not made safe for a terminal
   */
  void line(int call, String line);
}
