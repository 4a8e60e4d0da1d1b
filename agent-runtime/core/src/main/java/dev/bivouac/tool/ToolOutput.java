package dev.bivouac.tool;

import java.util.Map;

/**
 * What a tool gives back when it has more to say than text: the model reads the text, the workflow
 * reads the data.
 *
 * @param text for the model
 * @param data for the program, by name; kept in the journal, never sent to the model
 */
public record ToolOutput(String text, Map<String, String> data) {
  public ToolOutput {
    data = Map.copyOf(data);
  }

  /** Text alone. */
  public static ToolOutput of(String text) {
    return new ToolOutput(text, Map.of());
  }
}
