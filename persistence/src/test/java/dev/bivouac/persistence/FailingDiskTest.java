package dev.bivouac.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every call to the disk in the life of a run: let it fail, go on, and see that all is right. */
@Timeout(120)
class FailingDiskTest {
  @TempDir private Path folder;
  private Ordeals ordeals;

  @BeforeEach
  void makeAnEmptyStore() throws IOException {
    Path empty = FailingH2.empty(folder);
    ordeals = new Ordeals(Ordeal.IN_TURN, name -> new FailingDisk(folder, name, empty));
  }

  @Test
  void countsTheSameCallsEveryTime() throws IOException {
    assertThat(ordeals.calls("first")).isEqualTo(ordeals.calls("second")).isGreaterThan(100);
  }

  /** Some of them, from the first on; {@link FailuresTrial} tries all. */
  @ParameterizedTest
  @CsvSource({"NOTHING_DONE, 3", "DONE, 11", "FOR_EVER, 11"})
  void goesOnAfterAnyCallHasFailed(Fault fault, int every) throws IOException {
    assertThat(ordeals.everyCall(fault, every).fallen()).isGreaterThan(50 / every);
  }
}
