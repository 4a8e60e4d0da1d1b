package dev.bivouac.persistence.socket;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import jdk.net.ExtendedSocketOptions;
import jdk.net.UnixDomainPrincipal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens at the socket of a store file for as long as the file is held. Everything happens on
 * threads of its own; a socket that cannot be made is done without.
 */
public final class StoreServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StoreServer.class);
  private static final int MOST_CONNECTIONS = 32;
  private static final int WAITING_CONNECTIONS = 64;
  private static final int LONGEST_REQUEST = 16 * 1024;

  /** What is still to be told when the file is let go of, such as the end of a run. */
  private static final Duration LAST_WORDS = Duration.ofMillis(500);

  private final Served served;
  private final Station station;
  private final Map<Talk, Thread> talks = new ConcurrentHashMap<>();
  private final Thread acceptor;
  private Optional<Listening> listening = Optional.empty();
  private boolean closed;

  /** A socket that is bound, or about to be. */
  private record Listening(ServerSocketChannel channel, Path at) {
    void end() {
      try (channel) {
        SocketPlace.remove(at);
      } catch (IOException e) {
        // It ends with the process.
      }
    }
  }

  private StoreServer(Path socket, Served served, Station station, Consumer<Path> elsewhere) {
    this.served = served;
    this.station = station;
    this.acceptor =
        Thread.ofPlatform()
            .daemon()
            .name("bivouac-socket")
            .unstarted(() -> serve(socket, elsewhere));
  }

  /**
   * Begins to listen, soon.
   *
   * @param socket where, if the path is short enough
   * @param elsewhere told where else, if it is not
   */
  public static StoreServer start(
      Path socket, Served served, Station station, Consumer<Path> elsewhere) {
    var server = new StoreServer(socket, served, station, elsewhere);
    // Not on the caller's thread: a run is about to begin there.
    server.acceptor.start();
    return server;
  }

  private void serve(Path socket, Consumer<Path> elsewhere) {
    try {
      Optional<Listening> begun = listen(socket, elsewhere);
      if (begun.isPresent()) {
        accept(begun.get());
      }
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      LOG.debug("No socket beside a store file, or no longer", e);
    } finally {
      // A socket at which nobody accepts would keep others waiting.
      endListening();
    }
  }

  /** Empty if the file has been let go of meanwhile. */
  private synchronized Optional<Listening> listen(Path socket, Consumer<Path> elsewhere)
      throws IOException {
    if (closed) {
      return Optional.empty();
    }
    Path at = SocketPlace.fits(socket) ? socket : SocketPlace.elsewhere();
    // Whoever holds the file may: the socket of its last process is nobody's any more.
    Files.deleteIfExists(at);
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    listening = Optional.of(new Listening(channel, at));
    channel.bind(UnixDomainSocketAddress.of(at), WAITING_CONNECTIONS);
    Files.setPosixFilePermissions(at, PosixFilePermissions.fromString("rw-------"));
    if (!at.equals(socket)) {
      elsewhere.accept(at);
    }
    return listening;
  }

  private void accept(Listening begun) throws IOException {
    UserPrincipal user = Files.getOwner(begun.at());
    while (true) {
      SocketChannel connection = begun.channel().accept();
      if (talks.size() < MOST_CONNECTIONS && isOf(user, connection)) {
        begin(connection);
      } else {
        connection.close();
      }
    }
  }

  /** The folder keeps others out already; the system knows for sure where it can tell. */
  private static boolean isOf(UserPrincipal user, SocketChannel connection) throws IOException {
    if (!connection.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)) {
      return true;
    }
    UnixDomainPrincipal peer = connection.getOption(ExtendedSocketOptions.SO_PEERCRED);
    return peer.user().equals(user);
  }

  private void begin(SocketChannel connection) {
    var talk = new Talk(new Wire(connection, LONGEST_REQUEST), served, station);
    Thread thread =
        Thread.ofVirtual()
            .name("socket talk")
            .uncaughtExceptionHandler((failed, e) -> LOG.debug("A talk over the socket failed", e))
            .unstarted(() -> {
              try (talk) {
                talk.hold();
              } finally {
                talks.remove(talk);
              }
            });
    talks.put(talk, thread);
    thread.start();
  }

  /** Listens no more, lets what was begun come to its end for a moment, and cuts the rest. */
  @Override
  public void close() {
    endListening();
    talks.keySet().forEach(Talk::finish);
    long end = System.nanoTime() + LAST_WORDS.toNanos();
    talks.values().forEach(thread -> awaitUntil(end, thread));
    talks.keySet().forEach(Talk::close);
    talks.values().forEach(thread -> awaitUntil(end + LAST_WORDS.toNanos(), thread));
    // Until it has ended the system may still have the socket, and with it the folder, in use.
    awaitUntil(end + LAST_WORDS.toNanos(), acceptor);
  }

  private synchronized void endListening() {
    closed = true;
    listening.ifPresent(Listening::end);
    listening = Optional.empty();
  }

  private static void awaitUntil(long end, Thread thread) {
    try {
      thread.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
    } catch (InterruptedException e) {
      // Whoever hurries gets the file closed all the same, with fewer last words.
      Thread.currentThread().interrupt();
    }
  }
}
