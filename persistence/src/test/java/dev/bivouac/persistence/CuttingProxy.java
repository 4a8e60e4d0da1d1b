package dev.bivouac.persistence;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/** Stands between driver and server, and does harm to the next COMMIT when told to. */
final class CuttingProxy implements AutoCloseable {
  /** What happens to the next COMMIT. */
  enum Harm {
    NONE,
    /** The connection is cut before the server hears of it. */
    CUT_BEFORE,
    /** The connection is cut when the server has done it, before the driver hears of it. */
    CUT_AFTER,
    /** The answer is kept back until {@link #release()}. */
    HOLD
  }

  private static final Pattern ADDRESS = Pattern.compile("//([^:/]+):(\\d+)/");

  private final String host;
  private final int port;
  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final AtomicReference<Harm> next = new AtomicReference<>(Harm.NONE);
  private final CountDownLatch done = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  private CuttingProxy(String host, int port, ServerSocket server) {
    this.host = host;
    this.port = port;
    this.server = server;
  }

  static CuttingProxy before(String address) throws IOException {
    var found = ADDRESS.matcher(address);
    if (!found.find()) {
      throw new IllegalArgumentException(address);
    }
    var proxy =
        new CuttingProxy(
            found.group(1),
            Integer.parseInt(found.group(2)),
            new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
    Thread.ofVirtual().start(proxy::accept);
    return proxy;
  }

  /** The same database, by way of this proxy. */
  String address(String direct) {
    // Else the driver sends the number of a prepared COMMIT after some time, and not the word.
    return ADDRESS.matcher(direct).replaceFirst("//127.0.0.1:" + server.getLocalPort() + "/")
        + "&prepareThreshold=0";
  }

  void harmNext(Harm harm) {
    next.set(harm);
  }

  /** Waits until the harm is done. */
  void awaitHarm() throws InterruptedException {
    done.await();
  }

  void release() {
    released.countDown();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Socket target = new Socket(host, port);
        open.add(client);
        open.add(target);
        var pair = new Pair(client, target);
        Thread.ofVirtual().start(pair::toServer);
        Thread.ofVirtual().start(pair::toClient);
      } catch (IOException e) {
        // Closed, or the server is away: whoever asked finds out.
      }
    }
  }

  /** One connection, and the harm that is being done to it. */
  private final class Pair {
    private final Socket client;
    private final Socket target;
    private volatile Harm harm = Harm.NONE;

    Pair(Socket client, Socket target) {
      this.client = client;
      this.target = target;
    }

    void toServer() {
      pump(client, target, true);
    }

    void toClient() {
      pump(target, client, false);
    }

    private void pump(Socket from, Socket to, boolean asking) {
      byte[] buffer = new byte[64 * 1024];
      try (from;
          to) {
        for (int read = from.getInputStream().read(buffer);
            read >= 0;
            read = from.getInputStream().read(buffer)) {
          byte[] piece = Arrays.copyOf(buffer, read);
          boolean commit = new String(piece, StandardCharsets.ISO_8859_1).contains("COMMIT");
          if (commit && (asking ? isCutBefore() : isCutAfter())) {
            return;
          }
          to.getOutputStream().write(piece);
        }
      } catch (IOException e) {
        // The other direction has ended.
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    private boolean isCutBefore() {
      harm = next.getAndSet(Harm.NONE);
      if (harm == Harm.CUT_BEFORE) {
        done.countDown();
      }
      return harm == Harm.CUT_BEFORE;
    }

    private boolean isCutAfter() throws InterruptedException {
      if (harm != Harm.NONE) {
        done.countDown();
      }
      if (harm == Harm.HOLD) {
        released.await();
      }
      return harm == Harm.CUT_AFTER;
    }
  }

  @Override
  public void close() throws IOException {
    cutAll();
  }

  /** Cuts everything, and lets nobody in any more. */
  void cutAll() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
