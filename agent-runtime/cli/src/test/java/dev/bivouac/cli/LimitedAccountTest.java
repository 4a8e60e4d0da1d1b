package dev.bivouac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.kimi.Providers;
import dev.bivouac.rehearsal.Rehearsal;
import dev.bivouac.rehearsal.RehearsalOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An account that may ask once a minute: the run waits for its turn, and says so. */
class LimitedAccountTest {
  private static final String GOAL = "What day is it?\nRehearsal call: date {\"zone\":\"UTC\"}";

  @TempDir private Path home;

  @Test
  void waitsForItsTurnSaysWhyAndCanBeStoppedMeanwhile() throws Exception {
    try (Rehearsal host = Rehearsal.start(RehearsalOptions.of(Clock.systemUTC()))) {
      Path file = home.resolve(".bivouac").resolve("providers.json");
      Files.createDirectories(file.getParent());
      Files.writeString(
          file,
          """
          {"providers": {"attic": {"like": "custom", "baseUrl": "%s", "defaultModel": "rules",
            "keyVariable": "ATTIC_API_KEY",
            "tiers": {"free": {"requestsPerMinute": 1}}, "defaultTier": "free"}}}
          """
              .formatted(host.modelBaseUrl()));
      Map<String, String> environment =
          Map.of(
              "ATTIC_API_KEY", "any",
              "BIVOUAC_STORE", home.resolve("store").toString(),
              "SEARXNG_URL", host.searchUrl().toString());

      Child first =
          Child.start(home.resolve("log"), environment, "ask", "--provider", "attic", GOAL)
              .awaitOutput("the attic account's tier allows 1 request a minute; --tier says");
      first.signal("TERM");

      assertThat(first.await()).isEqualTo(143);
      assertThat(host.modelRequests()).isEqualTo(1);
      assertThat(first.output()).containsPattern("waiting .*: the attic account's tier allows");
      // Another process has a minute of its own.
      assertThat(Child.start(home.resolve("log"), environment, "resume").await()).isZero();
      assertThat(host.modelRequests()).as(first.output()).isEqualTo(2);
    }
  }

  @Test
  void isAnAccountForEachKey() {
    var streams = new Streams(System.in, System.out, System.err, Set.of());
    var around = new Surroundings(Map.of(), home, Clock.systemUTC(), streams);
    var host = new ModelHost("moonshot", Optional.empty(), "kimi-k2.6", Optional.of("1"));
    var mine = Restraints.of(host, Providers.MOONSHOT, Optional.of("mine"), around);

    assertThat(Restraints.of(host, Providers.MOONSHOT, Optional.of("mine"), around)).isSameAs(mine);
    assertThat(Restraints.of(host, Providers.MOONSHOT, Optional.of("yours"), around))
        .isNotSameAs(mine);
  }
}
