package dev.bivouac.kimi;

import dev.langchain4j.exception.TimeoutException;
import java.time.Duration;
import java.util.Locale;

/** The clock of one call: how long to wait for the next byte, and what to say when it is over. */
final class Deadline {
  private final TimeLimits limits;
  private final long startedAt = System.nanoTime();
  private volatile long progressedAt = startedAt;

  Deadline(TimeLimits limits) {
    this.limits = limits;
  }

  /** Nanoseconds to wait for the next byte; zero or less when the call has used up its time. */
  long nanosToWait() {
    return Math.min(limits.idle().toNanos(), Math.min(nanosToProgress(), nanosLeft()));
  }

  /** A part of the answer came, not only a sign of life such as a comment. */
  void progressed() {
    progressedAt = System.nanoTime();
  }

  TimeoutException exceeded(String host) {
    if (nanosLeft() <= 0) {
      return new TimeoutException(
          "%s had not finished its answer after %s, the limit for a whole call. Raise the total timeout if answers may take longer."
              .formatted(host, inWords(limits.total())));
    }
    return nanosToProgress() <= 0
        ? new TimeoutException(
            "%s sent nothing of its answer for %s, only signs of life. Raise the idle timeout if it may take longer."
                .formatted(host, inWords(limits.progress())))
        : new TimeoutException(
            "%s sent no byte for %s. Raise the idle timeout if it may be silent for longer."
                .formatted(host, inWords(limits.idle())));
  }

  private long nanosToProgress() {
    return limits.progress().toNanos() - (System.nanoTime() - progressedAt);
  }

  private long nanosLeft() {
    return limits.total().toNanos() - (System.nanoTime() - startedAt);
  }

  private static String inWords(Duration time) {
    return time.toString().substring(2).toLowerCase(Locale.ROOT);
  }
}
