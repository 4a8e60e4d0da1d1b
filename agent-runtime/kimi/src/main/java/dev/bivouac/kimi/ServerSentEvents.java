package dev.bivouac.kimi;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Takes a stream of server-sent events apart: lines that end with LF, CRLF or CR, comments, several
 * {@code data} lines to an event, a byte order mark, bytes that are no UTF-8.
 *
 * <p>An event that the end of the stream cuts off is given out all the same, since hosts often
 * leave out the last blank line; {@link #ended} tells it from others.
 */
final class ServerSentEvents {
  /**
   * One event.
   *
   * @param name of the field {@code event}, or {@code ""}
   * @param data of the fields {@code data}, joined by line feeds
   */
  record Event(String name, String data) {}

  private static final int END = -1;
  private static final int BUFFER_SIZE = 16 * 1024;

  private final InputStream in;
  private final long maxEvent;
  private final long maxTotal;
  private final byte[] buffer = new byte[BUFFER_SIZE];
  private int position;
  private int limit;
  private long total;
  private long eventSize;
  private boolean first = true;
  private boolean afterCr;
  private boolean ended;

  /**
   * Reads from a stream that somebody else closes.
   *
   * @param maxEvent the most bytes of one event
   * @param maxTotal the most bytes of the whole stream
   */
  ServerSentEvents(InputStream in, long maxEvent, long maxTotal) {
    this.in = in;
    this.maxEvent = maxEvent;
    this.maxTotal = maxTotal;
  }

  /** True if the stream is over, so that the last event may be cut. */
  boolean ended() {
    return ended;
  }

  /**
   * The next event with data, or nothing at the end.
   *
   * @throws AnswerTooLargeException if the event or the stream is larger than allowed
   */
  Optional<Event> next() throws IOException {
    String name = "";
    StringBuilder data = new StringBuilder();
    boolean hasData = false;
    eventSize = 0;
    while (!ended) {
      String line = nextLine();
      if (line.isEmpty()) {
        if (hasData) {
          return Optional.of(new Event(name, data.toString()));
        }
        name = "";
        eventSize = 0;
      } else if (field(line).equals("data")) {
        data.append(hasData ? "\n" : "").append(value(line));
        hasData = true;
      } else if (field(line).equals("event")) {
        name = value(line);
      }
    }
    return hasData ? Optional.of(new Event(name, data.toString())) : Optional.empty();
  }

  private static String field(String line) {
    int colon = line.indexOf(':');
    return colon < 0 ? line : line.substring(0, colon);
  }

  private static String value(String line) {
    int colon = line.indexOf(':');
    if (colon < 0) {
      return "";
    }
    int start = line.startsWith(" ", colon + 1) ? colon + 2 : colon + 1;
    return line.substring(start);
  }

  private String nextLine() throws IOException {
    var line = new ByteArrayOutputStream();
    while (true) {
      int b = nextByte();
      if (afterCr && b == '\n') {
        afterCr = false;
        continue;
      }
      afterCr = b == '\r';
      if (b == END || b == '\n' || b == '\r') {
        ended = b == END;
        return text(line);
      }
      if (++eventSize > maxEvent) {
        throw new AnswerTooLargeException("An event of the stream", maxEvent);
      }
      line.write(b);
    }
  }

  private String text(ByteArrayOutputStream line) {
    String text = line.toString(UTF_8);
    boolean marked = first && text.startsWith("\uFEFF");
    first = false;
    return marked ? text.substring(1) : text;
  }

  private int nextByte() throws IOException {
    if (position == limit) {
      int count = in.read(buffer, 0, buffer.length);
      if (count < 0) {
        return END;
      }
      position = 0;
      limit = count;
      total += count;
      if (total > maxTotal) {
        throw new AnswerTooLargeException("The answer", maxTotal);
      }
    }
    return buffer[position++] & 0xff;
  }
}
