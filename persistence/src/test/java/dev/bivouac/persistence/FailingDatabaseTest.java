package dev.bivouac.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every call to the database in the life of a run: let it fail, go on, and see that all is right.
 * Some of the calls, from the first on; {@link FailuresTrial} tries all.
 */
@Timeout(120)
class FailingDatabaseTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({"NOTHING_DONE, 37", "DONE, 61", "FOR_EVER, 61"})
  void goesOnAfterAnyCallToH2HasFailed(Fault fault, int every) throws IOException {
    Path empty = FailingH2.empty(folder);
    var ordeals = new Ordeals(Ordeal.SIDE_BY_SIDE, name -> new FailingH2(folder, name, empty));

    Ordeals.Sum sum = ordeals.everyCall(fault, every);

    assertThat(sum.failed()).isGreaterThan(300 / every);
    assertThat(sum.fallen()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "08006, NOTHING_DONE, 67",
    "08006, DONE, 67",
    "08006, FOR_EVER, 211",
    "58030, NOTHING_DONE, 67"
  })
  void goesOnAfterAnyCallToPostgresHasFailed(String state, Fault fault, int every)
      throws IOException {
    String url = FailingPostgres.empty();
    var ordeals = new Ordeals(Ordeal.SIDE_BY_SIDE, name -> new FailingPostgres(url, state));

    Ordeals.Sum sum = ordeals.everyCall(fault, every);

    assertThat(sum.failed()).isGreaterThan(300 / every);
  }
}
