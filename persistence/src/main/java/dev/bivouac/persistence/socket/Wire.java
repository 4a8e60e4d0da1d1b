package dev.bivouac.persistence.socket;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * A connection over which JSON documents go, one a line. Each read and write has a time and a
 * length; whoever exceeds them loses the connection. One thread uses it; any thread may close it.
 */
final class Wire implements AutoCloseable {
  private static final int BUFFER = 16 * 1024;

  /** Lines are bounded as a whole; within them an entry may have a text of any length. */
  private static final ObjectMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build())
                  .build())
          .build();

  private static final ScheduledThreadPoolExecutor GUARD = guard();

  private final SocketChannel channel;
  private final int longestLine;
  private final ByteBuffer in = ByteBuffer.allocate(BUFFER).flip();
  private volatile boolean overdue;

  /**
   * A connection that is there.
   *
   * @param longestLine bytes that the other end may send in one line
   */
  Wire(SocketChannel channel, int longestLine) {
    this.channel = channel;
    this.longestLine = longestLine;
  }

  private static ScheduledThreadPoolExecutor guard() {
    var guard =
        new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().daemon().name("bivouac-socket-guard").factory());
    guard.setRemoveOnCancelPolicy(true);
    return guard;
  }

  /** Connects to a socket; a full queue of a process that accepts nobody counts as silence. */
  static Wire connect(Path socket, int longestLine, Duration patience) throws IOException {
    var wire = new Wire(SocketChannel.open(StandardProtocolFamily.UNIX), longestLine);
    boolean connected = false;
    try {
      connected =
          wire.within(patience, () -> wire.channel.connect(UnixDomainSocketAddress.of(socket)));
      return wire;
    } finally {
      if (!connected) {
        wire.close();
      }
    }
  }

  void send(JsonNode document, Duration patience) throws IOException {
    ByteBuffer bytes =
        ByteBuffer.wrap((document.toString() + "\n").getBytes(StandardCharsets.UTF_8));
    within(
        patience,
        () -> {
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
          return true;
        });
  }

  /** The next document; empty if the other end has closed the connection. */
  Optional<JsonNode> receive(Duration patience) throws IOException {
    Optional<byte[]> line = within(patience, this::line);
    try {
      return line.isEmpty() ? Optional.empty() : Optional.of(JSON.readTree(line.get()));
    } catch (JsonProcessingException e) {
      throw new IOException("what was sent is not JSON", e);
    }
  }

  private Optional<byte[]> line() throws IOException {
    var line = new ByteArrayOutputStream();
    while (true) {
      while (in.hasRemaining()) {
        byte next = in.get();
        if (next == '\n') {
          return Optional.of(line.toByteArray());
        }
        line.write(next);
      }
      if (line.size() > longestLine) {
        throw new IOException("a line has more than %,d bytes".formatted(longestLine));
      }
      in.clear();
      int read = channel.read(in);
      in.flip();
      if (read < 0) {
        return Optional.empty();
      }
    }
  }

  private <T> T within(Duration patience, OnChannel<T> work) throws IOException {
    Future<?> end =
        GUARD.schedule(this::giveUp, Math.max(1, patience.toMillis()), TimeUnit.MILLISECONDS);
    try {
      return work.done();
    } catch (ClosedChannelException e) {
      if (overdue) {
        throw new SilentException();
      }
      throw e;
    } finally {
      end.cancel(false);
    }
  }

  private void giveUp() {
    overdue = true;
    close();
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // There is nothing left to say on it.
    }
  }

  @FunctionalInterface
  private interface OnChannel<T> {
    T done() throws IOException;
  }
}
