package dev.bivouac.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RetriesTest {
  private static final RetryPolicy QUICK =
      new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(4));

  private final AtomicInteger calls = new AtomicInteger();
  private final List<Integer> failed = new ArrayList<>();

  @Test
  void triesAgainUntilItSucceeds() throws Exception {
    String answer = call(3, Optional.empty());

    assertThat(answer).isEqualTo("done");
    assertThat(failed).containsExactly(1, 2);
  }

  @Test
  void throwsTheLastFailureAsItCameWhenTheAttemptsAreUsedUp() {
    assertThatThrownBy(() -> call(9, Optional.empty()))
        .isInstanceOf(IOException.class)
        .hasMessage("attempt 3");
  }

  @Test
  void doesNotWaitForAServerThatAsksForMoreThanTheLongestWait() {
    assertThatThrownBy(() -> call(9, Optional.of(Duration.ofHours(1)))).hasMessage("attempt 1");
  }

  @Test
  void neverRepeatsWhatIsNotWorthIt() {
    assertThatThrownBy(() ->
            new Retries(QUICK)
                .call(
                    () -> {
                      throw new IllegalStateException("attempt " + calls.incrementAndGet());
                    },
                    judge(Optional.empty()),
                    (attempt, failure, wait) -> failed.add(attempt)))
        .hasMessage("attempt 1");
  }

  @Test
  void waitsAsLongAsItWasAskedTo() {
    var wait = new Retries(RetryPolicy.MODEL).waitAfter(1, Optional.of(Duration.ofSeconds(9)));

    assertThat(wait).isEqualTo(Duration.ofSeconds(9));
  }

  private String call(int succeedsAt, Optional<Duration> retryAfter) throws Exception {
    return new Retries(QUICK)
        .call(
            () -> {
              int attempt = calls.incrementAndGet();
              if (attempt < succeedsAt) {
                throw new IOException("attempt " + attempt);
              }
              return "done";
            },
            judge(retryAfter),
            (attempt, failure, wait) -> failed.add(attempt));
  }

  private static Retries.Judge judge(Optional<Duration> retryAfter) {
    return new Retries.Judge() {
      @Override
      public boolean worthRetrying(Throwable failure) {
        return failure instanceof IOException;
      }

      @Override
      public Optional<Duration> retryAfter(Throwable failure) {
        return retryAfter;
      }
    };
  }
}
