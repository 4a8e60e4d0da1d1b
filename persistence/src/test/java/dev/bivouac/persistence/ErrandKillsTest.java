package dev.bivouac.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.persistence.ErrandKills.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few kills of each kind. */
class ErrandKillsTest {
  @TempDir private Path folder;

  @Test
  void losesNothingAndRepeatsNothing() throws IOException, InterruptedException {
    var kills = new ErrandKills(folder, 30, 1);

    kills.kill(
        Map.of(
            Moment.ANYWHERE,
            4,
            Moment.AFTER_EFFECT,
            5,
            Moment.IN_COMMIT,
            5,
            Moment.IN_RECOVERY,
            2));
    kills.finish();

    assertThat(kills.wrongs()).isEmpty();
    assertThat(kills.check().errands()).isPositive();
    assertThat(kills.kills().values()).allMatch(number -> number >= 1);
  }
}
