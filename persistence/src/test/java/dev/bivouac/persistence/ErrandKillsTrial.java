package dev.bivouac.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.persistence.ErrandKills.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills on a store that is older than a minute, whose errands have 300 steps, and prints what came
 * of it: {@code ./mvnw -Pkill verify}, with {@code -Dkills=N} and {@code -Dseed=N}.
 */
@Tag("trial")
class ErrandKillsTrial {
  private static final int PARTS = 10;
  private static final long SEED = Long.getLong("seed", 1);

  @TempDir private Path folder;

  @Test
  void losesNothingAndRepeatsNothing() throws IOException, InterruptedException {
    kill(new ErrandKills(folder, 300, SEED));
  }

  @Test
  void losesNothingAndRepeatsNothingInPostgres() throws IOException, InterruptedException {
    kill(new ErrandKills(PostgresServer.shared().newStore(), folder, 300, SEED));
  }

  private static void kill(ErrandKills kills) throws IOException, InterruptedException {
    int number = Integer.getInteger("kills", 200);
    kills.age(Duration.ofSeconds(61));
    System.out.printf("a minute without kills: %s%n", kills.check());

    for (int part = 1; part <= PARTS && kills.wrongs().isEmpty(); part++) {
      kills.kill(
          Map.of(
              Moment.AFTER_EFFECT, share(number, 0.3, part),
              Moment.IN_COMMIT, share(number, 0.2, part),
              Moment.IN_RECOVERY, share(number, 0.1, part),
              Moment.ANYWHERE, share(number, 0.4, part)));
      System.out.printf("%s: %s%n", kills.kills(), kills.check());
    }
    kills.finish();
    System.out.printf("seed %d, %s: %s%n", SEED, kills.kills(), kills.check());

    assertThat(kills.wrongs()).isEmpty();
    assertThat(kills.kills().values().stream().mapToInt(it -> it).sum())
        .isGreaterThanOrEqualTo(number);
  }

  private static int share(int number, double of, int part) {
    return (int) Math.ceil(number * of * part / PARTS);
  }
}
