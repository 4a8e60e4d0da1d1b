package dev.bivouac.rehearsal.model;

import dev.bivouac.rehearsal.http.Waiting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Writes server-sent events in packets whose borders fall anywhere, even within a character, as
 * networks do it.
 */
final class EventStream {
  private static final int[] PACKETS = {611, 87, 1021, 333, 5};
  private static final int DRIPPED_BYTES = 2000;

  private final OutputStream out;
  private final Waiting waiting;
  private final boolean odd;
  private final boolean drip;
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
  private int packets;
  private int dripped;

  EventStream(OutputStream out, Fault fault, Waiting waiting) {
    this.out = out;
    this.waiting = waiting;
    this.odd = fault == Fault.ODD_FRAMING;
    this.drip = fault == Fault.DRIP;
  }

  void event(String data) throws IOException {
    if (odd) {
      // A newline between members is white space to JSON, and one more data line to the parser.
      write("data:" + data.replaceFirst(",\"choices\"", ",\r\ndata:\"choices\"") + "\r\n\r\n");
    } else {
      write("data: " + data + "\n\n");
    }
  }

  void comment(String text) throws IOException {
    write(": " + text + (odd ? "\r\n\r\n" : "\n\n"));
  }

  private void write(String text) throws IOException {
    buffer.writeBytes(text.getBytes(StandardCharsets.UTF_8));
    int packet = PACKETS[packets % PACKETS.length];
    while (buffer.size() >= packet) {
      byte[] bytes = buffer.toByteArray();
      send(bytes, packet);
      buffer.reset();
      buffer.write(bytes, packet, bytes.length - packet);
      packets++;
      packet = PACKETS[packets % PACKETS.length];
    }
  }

  void flush() throws IOException {
    send(buffer.toByteArray(), buffer.size());
    buffer.reset();
  }

  private void send(byte[] bytes, int count) throws IOException {
    int at = 0;
    for (; drip && at < count && dripped < DRIPPED_BYTES; at++, dripped++) {
      out.write(bytes, at, 1);
      out.flush();
      waiting.pause(Duration.ofMillis(1));
    }
    out.write(bytes, at, count - at);
    out.flush();
  }
}
