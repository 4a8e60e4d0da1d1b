package dev.bivouac.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.persistence.PowerLossTrial.Found;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The short form of {@link PowerLossTrial}. */
@Timeout(120)
class PowerLossTest {
  private static final long SEED = 3;
  private static final int CUTS = 25;
  @TempDir private Path folder;

  @Test
  void losesNothingThatWasAcknowledged() throws IOException, SQLException {
    var trial = new PowerLossTrial(folder, SEED, 15, true);

    Found found = cut(trial, CUTS);

    assertThat(trial.complaints()).isEmpty();
    assertThat(found.acknowledged()).isGreaterThan(300);
    assertThat(found).isEqualTo(new Found(CUTS, found.acknowledged(), 0, 0, 0));
  }

  @Test
  void wouldNoticeADiskThatForcesNothing() throws IOException, SQLException {
    var trial = new PowerLossTrial(folder, SEED, 15, false);

    int damaged = 0;
    for (int i = 0; i < CUTS && damaged == 0; i++) {
      Found found = trial.cutOnce();
      damaged = found.lost() + found.refused();
    }

    assertThat(damaged).isPositive();
  }

  private static Found cut(PowerLossTrial trial, int cuts) throws IOException, SQLException {
    var found = new Found(0, 0, 0, 0, 0);
    for (int i = 0; i < cuts; i++) {
      found = found.plus(trial.cutOnce());
    }
    return found;
  }
}
