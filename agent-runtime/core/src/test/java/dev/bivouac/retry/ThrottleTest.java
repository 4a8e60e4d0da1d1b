package dev.bivouac.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ThrottleTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final AtomicLong nanos = new AtomicLong();

  @Test
  void holdsNothingBackWhereNothingIsKnown() {
    Throttle throttle = new Throttle(Quota.NONE, nanos::get);

    for (int i = 0; i < 1_000; i++) {
      assertThat(throttle.take(1_000_000)).isZero();
    }
  }

  @Test
  void letsAsManyCallsThroughAsTheMinuteAllowsAndGivesTheOthersAPlaceEach() {
    Throttle throttle = of(3, 0);

    assertThat(throttle.take(1)).isZero();
    assertThat(throttle.take(1)).isZero();
    assertThat(throttle.take(1)).isZero();
    pass(Duration.ofSeconds(20));
    assertThat(throttle.take(1)).isEqualTo(Duration.ofSeconds(40));
    assertThat(throttle.take(1)).isEqualTo(Duration.ofSeconds(40));
    assertThat(throttle.take(1)).isEqualTo(Duration.ofSeconds(40));
    assertThat(throttle.take(1)).isEqualTo(Duration.ofSeconds(100));
  }

  @Test
  void countsTokensAsTheyAreExpected() {
    Throttle throttle = of(0, 500_000);

    assertThat(throttle.take(200_000 + 32_768)).isZero();
    assertThat(throttle.take(200_000 + 32_768)).isZero();
    assertThat(throttle.take(200_000 + 32_768)).isEqualTo(MINUTE);
  }

  @Test
  void waitsForWhicheverOfTheTwoTakesLonger() {
    var both = new Quota(OptionalInt.of(1), OptionalLong.of(100));
    Throttle throttle = new Throttle(both, nanos::get);

    assertThat(throttle.take(100)).isZero();
    assertThat(throttle.take(100)).isEqualTo(MINUTE);
    assertThat(throttle.take(1)).isEqualTo(MINUTE.multipliedBy(2));
  }

  @Test
  void letsACallThroughThatIsLargerThanAMinuteAllows() {
    Throttle throttle = of(0, 1_000);

    assertThat(throttle.take(5_000_000_000L)).isZero();
    assertThat(throttle.take(1_000)).isEqualTo(MINUTE);
  }

  @Test
  void allowsAllAgainAfterAMinute() {
    Throttle throttle = of(1, 0);

    assertThat(throttle.take(1)).isZero();
    pass(MINUTE);
    assertThat(throttle.take(1)).isZero();
  }

  @Test
  void saysWhatItKeepsTo() {
    assertThat(new Quota(OptionalInt.of(200), OptionalLong.of(2_000_000)).words())
        .isEqualTo("200 requests and 2,000,000 tokens a minute");
    assertThatThrownBy(() -> new Quota(OptionalInt.of(0), OptionalLong.empty()))
        .hasMessageContaining("must be positive");
  }

  private Throttle of(int requests, long tokens) {
    return new Throttle(
        new Quota(
            requests == 0 ? OptionalInt.empty() : OptionalInt.of(requests),
            tokens == 0 ? OptionalLong.empty() : OptionalLong.of(tokens)),
        nanos::get);
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }
}
