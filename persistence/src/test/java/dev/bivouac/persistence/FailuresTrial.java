package dev.bivouac.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every call to the disk and to the database in the life of a run fails in its turn, in every way:
 * {@code ./mvnw -Pkill verify}.
 */
@Tag("trial")
class FailuresTrial {
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void goesOnAfterEveryCallToTheDisk(Fault fault) throws IOException {
    Path empty = FailingH2.empty(folder);
    play(
        "the disk",
        fault,
        new Ordeals(Ordeal.IN_TURN, name -> new FailingDisk(folder, name, empty)));
  }

  @ParameterizedTest
  @EnumSource
  void goesOnAfterEveryCallToH2(Fault fault) throws IOException {
    Path empty = FailingH2.empty(folder);
    play("H2", fault, new Ordeals(Ordeal.SIDE_BY_SIDE, name -> new FailingH2(folder, name, empty)));
  }

  @ParameterizedTest
  @CsvSource({"08006, NOTHING_DONE", "08006, DONE", "08006, FOR_EVER", "58030, NOTHING_DONE"})
  void goesOnAfterEveryCallToPostgres(String state, Fault fault) throws IOException {
    String url = FailingPostgres.empty();
    play(
        "PostgreSQL with " + state,
        fault,
        new Ordeals(Ordeal.SIDE_BY_SIDE, name -> new FailingPostgres(url, state)));
  }

  private static void play(String ground, Fault fault, Ordeals ordeals) throws IOException {
    Ordeals.Sum sum = ordeals.everyCall(fault, 1);
    System.out.printf(
        "%s, %s: %d calls failed in turn, %d of them felled a run, all went on%n",
        ground, fault, sum.failed(), sum.fallen());
    assertThat(sum.failed()).isGreaterThan(100);
  }
}
