package dev.bivouac.rehearsal.http;

import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets handlers wait, and lets go of all of them when the rehearsal ends. */
public final class Waiting implements AutoCloseable {
  private final CountDownLatch end = new CountDownLatch(1);

  /** Returns after the time, or when the rehearsal ends. */
  public void pause(Duration time) throws InterruptedIOException {
    try {
      if (end.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new InterruptedIOException("The rehearsal has ended.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("The rehearsal has ended.");
    }
  }

  @Override
  public void close() {
    end.countDown();
  }
}
