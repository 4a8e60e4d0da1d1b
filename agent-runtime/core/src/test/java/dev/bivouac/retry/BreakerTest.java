package dev.bivouac.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.run.SettableClock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BreakerTest {
  private final SettableClock clock = new SettableClock(Instant.parse("2026-05-02T08:00:00Z"));
  private final Breaker breaker = new Breaker("host", clock);

  @Test
  void letsCallsThroughAsLongAsSomeSucceed() {
    for (int i = 0; i < 100; i++) {
      assertThat(breaker.refuses()).isEmpty();
      if (i % 3 == 0) {
        breaker.succeeded();
      } else {
        breaker.failed();
      }
    }
  }

  @Test
  void refusesAfterTenFailuresAndTellsForHowLong() {
    fail(9);
    assertThat(breaker.refuses()).isEmpty();
    breaker.failed();

    assertThat(breaker.refuses())
        .hasValueSatisfying(
            left -> assertThat(left).isBetween(Breaker.PAUSE, Breaker.PAUSE.plusMillis(1)));
    clock.pass(Duration.ofSeconds(20));
    assertThat(breaker.refuses())
        .hasValueSatisfying(
            left -> assertThat(left).isBetween(Duration.ofSeconds(10), Duration.ofMillis(10_001)));
  }

  @Test
  void triesOnceAfterThatTimeAndGoesOnIfItWorks() {
    fail(10);
    clock.pass(breaker.refuses().orElseThrow());

    assertThat(breaker.refuses()).isEmpty();
    assertThat(breaker.refuses()).contains(Duration.ofSeconds(5));
    breaker.succeeded();

    assertThat(breaker.refuses()).isEmpty();
  }

  @Test
  void waitsAgainIfTheTrialFails() {
    fail(10);
    clock.pass(breaker.refuses().orElseThrow());
    assertThat(breaker.refuses()).isEmpty();
    breaker.failed();

    assertThat(breaker.refuses()).isPresent();
  }

  @Test
  void triesWithAnotherCallIfTheTrialWasGivenUp() {
    fail(10);
    clock.pass(breaker.refuses().orElseThrow());
    assertThat(breaker.refuses()).isEmpty();
    breaker.toldNothing();

    assertThat(breaker.refuses()).isEmpty();
  }

  private void fail(int calls) {
    for (int i = 0; i < calls; i++) {
      assertThat(breaker.refuses()).isEmpty();
      breaker.failed();
    }
  }
}
