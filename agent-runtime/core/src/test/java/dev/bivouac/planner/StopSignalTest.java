package dev.bivouac.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class StopSignalTest {
  private final StopSignal stop = new StopSignal();
  private final AtomicInteger heard = new AtomicInteger();

  @Test
  void isHeardOnce() {
    stop.whenRaised(heard::incrementAndGet);

    stop.raise();
    stop.raise();

    assertThat(heard).hasValue(1);
  }

  @Test
  void isHeardAtOnceWhenItIsRaisedAlready() {
    stop.raise();

    stop.whenRaised(heard::incrementAndGet);

    assertThat(heard).hasValue(1);
  }

  @Test
  void isNotHeardByWhoeverNoLongerListens() {
    stop.whenRaised(heard::incrementAndGet).close();

    stop.raise();

    assertThat(heard).hasValue(0);
  }

  @Test
  void endsAWait() {
    assertThat(stop.await(Duration.ofMillis(1))).isFalse();
    stop.raise();
    assertThat(stop.await(Duration.ofHours(1))).isTrue();
  }

  @Test
  void takesAnInterruptForARaiseAndGivesItBackAtTheEnd() {
    Thread.currentThread().interrupt();

    assertThat(stop.await(Duration.ofHours(1))).isTrue();
    assertThat(Thread.currentThread().isInterrupted()).isFalse();
    stop.restoreInterrupt();
    assertThat(Thread.interrupted()).isTrue();
  }
}
