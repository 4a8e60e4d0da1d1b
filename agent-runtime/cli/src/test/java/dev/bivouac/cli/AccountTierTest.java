package dev.bivouac.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bivouac.kimi.Providers;
import dev.bivouac.retry.Quota;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountTierTest {
  @TempDir private Path home;

  @ParameterizedTest
  @CsvSource({
    ", , , 1",
    ", , 4, 4",
    ", 2, 4, 2",
    "0, 2, 4, 0",
    ", , 9, 1",
  })
  void isTheOneSaidElseTheRunsElseTheConfiguredElseTheUsualOne(
      @Nullable String flag, @Nullable String run, @Nullable String set, String tier) {
    Map<String, String> journaled =
        run == null ? Map.of() : Map.of("provider", "moonshot", "tier", run);

    assertThat(AccountTier.of(Providers.MOONSHOT, flag, config(set), journaled)).contains(tier);
  }

  @Test
  void isNotTheOneOfARunAtAnotherProvider() {
    Map<String, String> journaled = Map.of("provider", "mine", "tier", "5");

    assertThat(AccountTier.of(Providers.MOONSHOT, null, config(null), journaled)).contains("1");
  }

  @Test
  void isNotGuessedWhereNoneIsKnown() {
    assertThat(AccountTier.of(Providers.OPENROUTER, null, config("3"), Map.of())).isEmpty();
    assertThat(AccountTier.quota(Providers.OPENROUTER, Optional.empty())).isEqualTo(Quota.NONE);
  }

  @Test
  void refusesOneThatThereIsNot() {
    assertThatThrownBy(() -> AccountTier.of(Providers.MOONSHOT, "9", config(null), Map.of()))
        .hasMessage("Provider moonshot has no tier '9'. There are: 0, 1, 2, 3, 4, 5.");
    assertThatThrownBy(() -> AccountTier.of(Providers.OPENROUTER, "1", config(null), Map.of()))
        .hasMessageContaining("No tiers of provider openrouter are known");
  }

  @Test
  void saysWhatMayBeAskedInAMinute() {
    assertThat(AccountTier.quota(Providers.MOONSHOT, Optional.of("0")))
        .isEqualTo(new Quota(OptionalInt.of(3), OptionalLong.of(500_000)));
  }

  private Config config(@Nullable String tier) {
    Map<String, String> environment = tier == null ? Map.of() : Map.of("BIVOUAC_TIER", tier);
    var streams = new Streams(System.in, System.out, System.err, Set.of());
    return Config.load(new Surroundings(environment, home, Clock.systemUTC(), streams));
  }
}
