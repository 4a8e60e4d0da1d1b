package dev.bivouac.kimi;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer as a stream whose reads do not wait for ever, which {@code java.net.http}
 * does not offer. One part is fetched at a time, so a slow reader slows the host down.
 *
 * <p>Reading is for one thread; {@link #close} may be called by any.
 */
final class ResponseStream extends InputStream
    implements HttpResponse.BodySubscriber<ResponseStream> {

  private sealed interface Signal {
    record Part(List<ByteBuffer> buffers) implements Signal {}

    record End() implements Signal {}

    record Broken(Throwable cause) implements Signal {}

    record Closed() implements Signal {}
  }

  private static final Duration GRACE = Duration.ofMillis(200);

  private final String host;
  private final Deadline deadline;
  private final WireTap.Exchange exchange;
  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final Deque<ByteBuffer> buffers = new ArrayDeque<>();
  private volatile Flow.@Nullable Subscription subscription;
  private volatile boolean closed;
  private boolean ended;

  ResponseStream(String host, Deadline deadline, WireTap.Exchange exchange) {
    this.host = host;
    this.deadline = deadline;
    this.exchange = exchange;
  }

  @Override
  public CompletionStage<ResponseStream> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription = given;
    if (closed) {
      given.cancel();
    } else {
      given.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> part) {
    signals.add(new Signal.Part(part));
  }

  @Override
  public void onError(Throwable cause) {
    signals.add(new Signal.Broken(cause));
  }

  @Override
  public void onComplete() {
    signals.add(new Signal.End());
  }

  @Override
  public int read() throws IOException {
    var one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /**
   * Reads what has come, waiting no longer than the limits allow.
   *
   * @throws dev.langchain4j.exception.TimeoutException if a limit is reached
   * @throws InterruptedIOException if the thread is interrupted; its flag is set again
   */
  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    while (!ended) {
      ByteBuffer next = buffers.peek();
      if (next == null) {
        await();
      } else if (next.hasRemaining()) {
        int count = Math.min(length, next.remaining());
        next.get(target, offset, count);
        exchange.received(target, offset, count);
        return count;
      } else {
        buffers.remove();
      }
    }
    return -1;
  }

  private void await() throws IOException {
    switch (nextSignal()) {
      case Signal.Part(List<ByteBuffer> part) -> {
        buffers.addAll(part);
        Flow.Subscription source = subscription;
        if (source != null) {
          source.request(1);
        }
      }
      case Signal.End() -> ended = true;
      case Signal.Broken(Throwable cause) -> {
        exchange.broke(cause);
        throw new IOException("The connection to %s broke".formatted(host), cause);
      }
      case Signal.Closed() -> throw new IOException("The answer of %s was closed".formatted(host));
    }
  }

  private Signal nextSignal() throws InterruptedIOException {
    try {
      Signal signal = signals.poll(Math.max(0, deadline.nanosToWait()), TimeUnit.NANOSECONDS);
      if (signal == null || deadline.nanosToWait() <= 0) {
        close();
        throw deadline.exceeded(host);
      }
      return signal;
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Reading the answer of %s was interrupted".formatted(host));
    }
  }

  /** Something came that says more than that the host is still there. */
  void progressed() {
    deadline.progressed();
  }

  /**
   * Waits a moment for the host to end the answer, so that the connection can serve the next call,
   * and closes it if the host does not.
   */
  void finish() {
    long until = System.nanoTime() + GRACE.toNanos();
    try {
      while (!ended) {
        Signal signal = signals.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        Flow.Subscription source = subscription;
        if (signal instanceof Signal.Part && source != null) {
          source.request(1);
        } else {
          ended = true;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
  }

  /** Harmless after the end; before it, closes the connection. */
  @Override
  public void close() {
    closed = true;
    exchange.ended();
    Flow.Subscription source = subscription;
    if (source != null) {
      source.cancel();
    }
    signals.add(new Signal.Closed());
  }
}
