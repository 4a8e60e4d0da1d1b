package dev.bivouac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who is asked for the model, and under which id. */
class ModelHostsTest {
  @TempDir private Path home;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "moonshot,openrouter|moonshot/kimi-k2.6 openrouter/moonshotai/kimi-k2.6",
        "moonshot,fireworks|moonshot/kimi-k2.6 fireworks/accounts/fireworks/models/kimi-k2p6",
        "together , deepinfra|together/moonshotai/Kimi-K2-Thinking deepinfra/moonshotai/Kimi-K2-Thinking",
        "openrouter,fireworks|openrouter/moonshotai/kimi-k2-thinking fireworks/accounts/fireworks/models/kimi-k2-thinking",
        "fireworks/accounts/fireworks/models/kimi-k2p6,moonshot|fireworks/accounts/fireworks/models/kimi-k2p6 moonshot/kimi-k2.6",
        "moonshot,morph/kimi-k2.6|moonshot/kimi-k2.6 morph/kimi-k2.6",
      })
  void mapsTheModelFromOneProviderToTheOther(String said, String hosts) {
    assertThat(labels(said, Map.of())).isEqualTo(hosts);
  }

  @Test
  void keepsToWhatTheRunWasStartedWith() {
    ModelOptions flags = new ModelOptions();
    flags.provider = "moonshot,openrouter";
    Map<String, String> journaled =
        new Setup(hosts(flags, Map.of()), new Setup.Web(false, Optional.empty()), REACH).wiring();

    assertThat(labels(null, journaled))
        .isEqualTo("moonshot/kimi-k2.6 openrouter/moonshotai/kimi-k2.6");
    assertThat(labels("fireworks", journaled))
        .isEqualTo("fireworks/accounts/fireworks/models/kimi-k2p6");
  }

  private static final Setup.Reach REACH =
      new Setup.Reach(List.of(), List.of(), Optional.empty(), Optional.empty(), Official.UNSAID);

  private String labels(@Nullable String provider, Map<String, String> journaled) {
    ModelOptions flags = new ModelOptions();
    flags.provider = provider;
    return String.join(" ", hosts(flags, journaled).stream().map(ModelHost::label).toList());
  }

  private List<ModelHost> hosts(ModelOptions flags, Map<String, String> journaled) {
    var streams = new Streams(System.in, System.out, System.err, Set.of());
    return ModelHosts.of(
        flags,
        Config.load(new Surroundings(Map.of(), home, Clock.systemUTC(), streams)),
        journaled);
  }
}
