package dev.bivouac.samples;

import dev.bivouac.AgentRuntime;
import dev.bivouac.RunRequest;
import dev.bivouac.RunSummary;
import dev.bivouac.RuntimeBuilder;
import dev.bivouac.journal.Journal;
import dev.bivouac.model.PlainProfile;
import dev.bivouac.persistence.H2Store;
import dev.bivouac.tools.date.DateTool;
import dev.langchain4j.model.anthropic.AnthropicStreamingChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;

/**
 * A run with a model of another provider: Claude, through LangChain4j's own client. What it thinks
 * between its tool calls, and the signature that Anthropic wants back with it, are journaled with
 * each reply and go back with every later request, after a crash too.
 *
 * <p>Any other {@link StreamingChatModel} of LangChain4j takes its place: {@link PlainProfile} says
 * what the runtime must know of it. A client that can return reasoning must be told to.
 */
public final class OtherModel {
  private static final String MODEL = "claude-sonnet-4-6";
  private static final int WINDOW = 200_000;

  private OtherModel() {}

  /** Runs it with a store in the working directory; asks for the key in ANTHROPIC_API_KEY. */
  public static void main(String[] arguments) {
    String key = System.getenv("ANTHROPIC_API_KEY");
    if (key == null) {
      System.err.println("Set ANTHROPIC_API_KEY to a key of Anthropic's. The run is billed to it.");
      System.exit(2);
    }
    try (Journal journal = H2Store.open(Path.of("other-model-store"), Clock.systemUTC())) {
      RunSummary summary =
          builder(journal, claude("https://api.anthropic.com/v1/", key)).build().run(request());
      System.out.printf("Run %s: %s%n", summary.id(), summary.state().outcome());
    }
  }

  static StreamingChatModel claude(String baseUrl, String key) {
    return AnthropicStreamingChatModel.builder()
        .baseUrl(baseUrl)
        .apiKey(key)
        .modelName(MODEL)
        .maxTokens(16_000)
        .thinkingType("adaptive")
        .returnThinking(true)
        .sendThinking(true)
        .build();
  }

  /** Without prices the cost is not known: limits on tokens and steps hold, none on money. */
  static RuntimeBuilder builder(Journal journal, StreamingChatModel model) {
    return AgentRuntime.builder()
        .journal(journal)
        .model(model, new PlainProfile("anthropic", MODEL, WINDOW, Optional.empty()))
        .tools(
            new Thermometer(Map.of("kitchen", 21.5, "cellar", 11.0)),
            new DateTool(Clock.systemUTC(), ZoneOffset.UTC));
  }

  static RunRequest request() {
    return RunRequest.goal("What day is it in Tokyo, and how warm is it in the kitchen?");
  }
}
