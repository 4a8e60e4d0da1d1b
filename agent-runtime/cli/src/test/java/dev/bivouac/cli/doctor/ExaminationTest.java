package dev.bivouac.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.cli.doctor.Finding.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class ExaminationTest {
  private final List<Finding> told = new ArrayList<>();

  @Test
  void looksSideBySideAndTellsInOrder() {
    var secondWasLookedAt = new CountDownLatch(1);

    examine(
        Duration.ofSeconds(20),
        check(
            "first",
            () -> {
              await(secondWasLookedAt);
              return Finding.ok("first", "well");
            }),
        check(
            "second",
            () -> {
              secondWasLookedAt.countDown();
              return Finding.ok("second", "well");
            }));

    assertThat(told).extracting(Finding::about).containsExactly("first", "second");
    assertThat(told).extracting(Finding::level).containsOnly(Level.OK);
  }

  @Test
  void aCheckThatHangsFailsAndHidesNoOther() {
    var never = new CountDownLatch(1);

    examine(
        Duration.ofMillis(300),
        check(
            "hangs",
            () -> {
              await(never);
              return Finding.ok("hangs", "well");
            }),
        check("other", () -> Finding.ok("other", "well")));

    assertThat(told).extracting(Finding::level).containsExactly(Level.FAIL, Level.OK);
  }

  @Test
  void aCheckThatBreaksFailsWithAWord() {
    examine(
        Duration.ofSeconds(20),
        check(
            "broken",
            () -> {
              throw new IllegalStateException("with details that help nobody");
            }));

    assertThat(told.getFirst().level()).isEqualTo(Level.FAIL);
    assertThat(told.getFirst().text()).contains("IllegalStateException").doesNotContain("details");
  }

  private void examine(Duration bound, Check... checks) {
    assertThat(new Examination(List.of(checks), bound).make(told::add)).isEqualTo(told);
  }

  private static Check check(String about, Supplier<Finding> look) {
    return new Check() {
      @Override
      public String about() {
        return about;
      }

      @Override
      public List<Finding> look() {
        return List.of(look.get());
      }
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
