package dev.bivouac.tool;

import dev.bivouac.run.Cost;
import java.util.Map;
import java.util.Optional;

/**
 * What a tool gives back when it has more to say than text: the model reads the text, the workflow
 * reads the data, and what the call cost counts towards the run's limit.
 *
 * @param text for the model
 * @param data for the program, by name; kept in the journal, never sent to the model
 * @param cost what the call cost beyond the model's tokens; empty if nothing, or if nobody knows
 * @param whole true for a text that is worth nothing in part, such as one that only its own maker
 *     can read: it reaches the model letter for letter, however long it is
 */
public record ToolOutput(
    String text, Map<String, String> data, Optional<Cost> cost, boolean whole) {
  public ToolOutput {
    data = Map.copyOf(data);
  }

  /** Text and data, which cost nothing. */
  public ToolOutput(String text, Map<String, String> data) {
    this(text, data, Optional.empty(), false);
  }

  /** Text alone. */
  public static ToolOutput of(String text) {
    return new ToolOutput(text, Map.of());
  }

  /** Text alone, which is never cut. */
  public static ToolOutput whole(String text) {
    return new ToolOutput(text, Map.of(), Optional.empty(), true);
  }

  /** The same at a price. */
  public ToolOutput at(Cost paid) {
    return new ToolOutput(text, data, Optional.of(paid), whole);
  }
}
