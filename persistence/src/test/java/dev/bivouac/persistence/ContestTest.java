package dev.bivouac.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A few rounds; {@link ContestTrial} plays hundreds. */
@Timeout(120)
class ContestTest {
  @TempDir private Path folder;

  @ParameterizedTest(name = "{0} processes, {1} rounds")
  @CsvSource({"2, 20", "8, 8"})
  void oneProcessOfManyGetsTheRunAndNoVoidLeaseWrites(int contenders, int rounds)
      throws IOException {
    try (var contest = new Contest(folder, contenders)) {
      contest.play(rounds);

      assertThat(contest.wrongs()).isEmpty();
      assertThat(contest.told()).isEqualTo(rounds * (contenders - 1));
      assertThat(contest.entries()).hasSize(rounds + 1);
    }
  }
}
