package dev.bivouac.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bivouac.AgentRuntime;
import dev.bivouac.RunRequest;
import dev.bivouac.RunSummary;
import dev.bivouac.journal.Journal;
import dev.bivouac.kimi.KimiProfile;
import dev.bivouac.kimi.KimiStreamingChatModel;
import dev.bivouac.kimi.Providers;
import dev.bivouac.persistence.H2Store;
import dev.bivouac.planner.RuntimeParts.Patience;
import dev.bivouac.planner.ToolPatience;
import dev.bivouac.rehearsal.Rehearsal;
import dev.bivouac.rehearsal.RehearsalOptions;
import dev.bivouac.rehearsal.model.Fault;
import dev.bivouac.rehearsal.model.FaultPlan;
import dev.bivouac.retry.RetryPolicy;
import dev.bivouac.run.PauseReason;
import dev.bivouac.run.RunStatus;
import dev.bivouac.tools.date.DateTool;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A whole run against a host that does each of the things wrong that hosts were seen to do. */
class NastyHostTest {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final Patience QUICK =
      new Patience(
          new RetryPolicy(6, Duration.ofMillis(1), Duration.ofSeconds(5)),
          RetryPolicy.TOOL,
          ToolPatience.DEFAULT);
  private static final String GOAL =
      """
      What day is it?
      Rehearsal call: date {"zone":"UTC"} && date {"zone":"Europe/Paris"}
      Rehearsal call: date {"zone":"Asia/Tokyo"}
      """;

  static Set<Fault> survivable() {
    return Fault.survivable();
  }

  /** These are repaired or told to the model; the others are asked for again. */
  private static final Set<Fault> COST_NO_ATTEMPT =
      Set.of(
          Fault.LEAK_IN_CONTENT,
          Fault.LEAK_IN_REASONING,
          Fault.LEAK_UNCLOSED,
          Fault.LEAK_SINGULAR,
          Fault.LEAK_SPACED,
          Fault.BROKEN_ARGUMENTS,
          Fault.EXTRA_BRACE,
          Fault.DOUBLE_ENCODED,
          Fault.DUPLICATE_IDS,
          Fault.MISSING_INDEX,
          Fault.GROWING_USAGE,
          Fault.ODD_FRAMING);

  @ParameterizedTest
  @MethodSource("survivable")
  void theRunComesToItsEnd(Fault fault, @TempDir Path folder) {
    try (var rehearsal =
        Rehearsal.start(
            RehearsalOptions.of(CLOCK)
                .faults(FaultPlan.at(number -> number == 1 ? fault : Fault.NONE)))) {
      RunSummary summary = run(rehearsal, folder);

      assertThat(summary.status())
          .as(() -> fault + ": " + summary.state().pause())
          .isEqualTo(RunStatus.COMPLETED);
      assertThat(summary.state().calls()).allSatisfy(call -> assertThat(call.end()).isPresent());
      int least = summary.state().steps().size() + (COST_NO_ATTEMPT.contains(fault) ? 0 : 1);
      assertThat(rehearsal.modelRequests()).isGreaterThanOrEqualTo(least);
    }
  }

  @Test
  void allOfThemInOneRunCostNothingButAttempts(@TempDir Path folder) {
    Fault[] faults =
        Stream.concat(Fault.survivable().stream(), Stream.of(Fault.NONE)).toArray(Fault[]::new);
    try (var rehearsal =
        Rehearsal.start(
            RehearsalOptions.of(CLOCK)
                .faults(
                    FaultPlan.at(number ->
                        number % 3 == 0 ? faults[number / 3 % faults.length] : Fault.NONE)))) {
      RunSummary summary = run(rehearsal, folder, "Rehearsal steps: 60");

      assertThat(summary.status())
          .as(() -> "" + summary.state().pause())
          .isEqualTo(RunStatus.COMPLETED);
      assertThat(summary.state().steps()).hasSizeGreaterThanOrEqualTo(60);
    }
  }

  @Test
  void aQuotaThatIsUsedUpPausesTheRunAtOnce(@TempDir Path folder) {
    try (var rehearsal =
        Rehearsal.start(
            RehearsalOptions.of(CLOCK).faults(FaultPlan.at(number -> Fault.QUOTA_EXCEEDED)))) {
      RunSummary summary = run(rehearsal, folder);

      assertThat(summary.status()).isEqualTo(RunStatus.PAUSED);
      assertThat(summary.state().pause().orElseThrow().reason()).isEqualTo(PauseReason.MODEL);
      assertThat(rehearsal.modelRequests()).isEqualTo(1);
    }
  }

  private static RunSummary run(Rehearsal rehearsal, Path folder) {
    return run(rehearsal, folder, GOAL);
  }

  private static RunSummary run(Rehearsal rehearsal, Path folder, String goal) {
    KimiStreamingChatModel model =
        KimiStreamingChatModel.builder()
            .provider(Providers.CUSTOM)
            .baseUrl(rehearsal.modelBaseUrl().toString())
            .apiKey("any")
            .model("rules")
            .build();
    try (Journal journal = H2Store.open(folder, CLOCK)) {
      return AgentRuntime.builder()
          .journal(journal)
          .model(model, KimiProfile.of(model))
          .tools(new DateTool(CLOCK, ZoneOffset.UTC))
          .patience(QUICK)
          .build()
          .run(RunRequest.goal(goal));
    }
  }
}
