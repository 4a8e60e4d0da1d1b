package dev.bivouac.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hundreds of {@link UpgradeKills}, and prints what came of it: {@code ./mvnw -Pkill verify}, with
 * {@code -Dkills=N}, a third of them for each older schema, and {@code -Dseed=N}.
 */
@Tag("trial")
class UpgradeTrial {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void leavesAWholeStoreWhenItIsKilledInAnUpgrade(int schema)
      throws IOException, InterruptedException, SQLException {
    int times = Integer.getInteger("kills", 200) / 3;
    long seed = Long.getLong("seed", 1);
    var kills = new UpgradeKills(folder, schema, seed);

    kills.kill(times);

    System.out.printf(
        "seed %d, schema %d, %d kills (%s): %d wrong%n",
        seed, schema, times, UpgradePlace.shown(kills.kills()), kills.wrongs().size());
    assertThat(kills.wrongs()).isEmpty();
  }
}
