package dev.bivouac.journal;

import dev.bivouac.run.Usage;
import dev.bivouac.tool.ToolCall;
import java.util.List;
import java.util.Optional;

/**
 * What the model said, in all that must be sent back.
 *
 * @param reasoning what it thought; empty text and absence mean different things to some hosts
 * @param text what it said, perhaps nothing
 * @param calls the tools it asks for, in order
 * @param usage tokens as the provider counts them
 * @param origin where the reply came from
 */
public record ModelReply(
    Optional<String> reasoning, String text, List<ToolCall> calls, Usage usage, Origin origin) {
  /**
   * Where a reply came from.
   *
   * @param provider the provider's name
   * @param model the model's id as the provider reported it
   * @param finishReason in LangChain4j's word, lower case; empty if none came
   * @param attributes what the provider wants back besides, a JSON object
   */
  public record Origin(String provider, String model, String finishReason, String attributes) {}

  public ModelReply {
    calls = List.copyOf(calls);
  }

  /** True if the model is done: it says something and asks for nothing. */
  public boolean isFinal() {
    return calls.isEmpty();
  }
}
