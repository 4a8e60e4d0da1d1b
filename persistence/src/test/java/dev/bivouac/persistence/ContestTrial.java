package dev.bivouac.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hundreds of rounds of {@link Contest}, and prints what came of it: {@code ./mvnw -Pkill verify},
 * with {@code -Drounds=N}.
 */
@Tag("trial")
class ContestTrial {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void oneProcessOfManyGetsTheRunInEachRound(int contenders) throws IOException {
    int rounds = Integer.getInteger("rounds", 500);
    long start = System.nanoTime();
    try (var contest = new Contest(folder, contenders)) {
      contest.play(rounds);

      assertThat(contest.wrongs()).isEmpty();
      assertThat(contest.told()).isEqualTo(rounds * (contenders - 1));
      assertThat(contest.entries()).hasSize(rounds + 1);
      System.out.printf(
          "%d rounds of %d processes in %d s: one winner each, %d losers told who, no stale write, %d entries%n",
          rounds,
          contenders,
          (System.nanoTime() - start) / 1_000_000_000,
          contest.told(),
          contest.entries().size() - 1);
    }
  }
}
