package dev.bivouac.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Hundreds of {@link UpgradeKills}, and prints what came of it: {@code ./mvnw -Pkill verify}, with
 * {@code -Dupgrades=N} and {@code -Dseed=N}.
 */
@Tag("trial")
class UpgradeTrial {
  @TempDir private Path folder;

  @Test
  void leavesAWholeStoreWhenItIsKilledInAnUpgrade()
      throws IOException, InterruptedException, SQLException {
    int times = Integer.getInteger("upgrades", 200);
    long seed = Long.getLong("seed", 1);
    var kills = new UpgradeKills(folder, seed);

    kills.kill(times);

    System.out.printf(
        "seed %d: killed in %d upgrades, %d of them at work on the draft, %d wrong%n",
        seed, times, kills.inDraft(), kills.wrongs().size());
    assertThat(kills.wrongs()).isEmpty();
  }
}
