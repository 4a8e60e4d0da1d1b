package dev.bivouac.samples;

import dev.bivouac.AgentRuntime;
import dev.bivouac.RunRequest;
import dev.bivouac.RunSummary;
import dev.bivouac.journal.Journal;
import dev.bivouac.kimi.KimiProfile;
import dev.bivouac.kimi.KimiStreamingChatModel;
import dev.bivouac.kimi.Providers;
import dev.bivouac.persistence.H2Store;
import dev.bivouac.rehearsal.Rehearsal;
import dev.bivouac.rehearsal.RehearsalOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * A run with a tool of one's own. The model is a rehearsal's, so that the sample needs no key: the
 * last line of the goal tells it which call to make. With a real model that line is left out, and
 * base URL, key and model are the provider's.
 */
public final class OwnTool {
  private OwnTool() {}

  /** Runs it with a store in the working directory. */
  public static void main(String[] arguments) {
    RunSummary summary = run(Path.of("own-tool-store"));
    System.out.printf("Run %s: %s%n", summary.id(), summary.state().outcome().orElseThrow());
  }

  static RunSummary run(Path folder) {
    Clock clock = Clock.systemUTC();
    try (Rehearsal rehearsal = Rehearsal.start(RehearsalOptions.of(clock));
        Journal journal = H2Store.open(folder, clock)) {
      KimiStreamingChatModel model =
          KimiStreamingChatModel.builder()
              .provider(Providers.CUSTOM)
              .baseUrl(rehearsal.modelBaseUrl().toString())
              .apiKey("rehearsal")
              .model("rules")
              .build();
      AgentRuntime runtime =
          AgentRuntime.builder()
              .journal(journal)
              .model(model, KimiProfile.of(model))
              .tools(new Thermometer(Map.of("kitchen", 21.5, "cellar", 11.0)))
              .build();
      return runtime.run(
          RunRequest.goal(
              "How warm is it in the kitchen?\nRehearsal call: temperature {\"room\":\"kitchen\"}"));
    }
  }
}
