package dev.bivouac.tool;

import dev.bivouac.run.Cost;
import java.util.Map;
import java.util.Optional;

/** What came back from a tool call. The model reads the text of either. */
public sealed interface ToolResult {
  /** What the model reads. */
  String text();

  /**
   * The tool did its work.
   *
   * @param text what the model reads
   * @param data what the program reads, by name
   * @param cost what the call cost beyond the model's tokens, if it did
   */
  record Success(String text, Map<String, String> data, Optional<Cost> cost) implements ToolResult {
    public Success {
      data = Map.copyOf(data);
    }

    /** Text and data, which cost nothing. */
    public Success(String text, Map<String, String> data) {
      this(text, data, Optional.empty());
    }

    /** Text alone. */
    public Success(String text) {
      this(text, Map.of());
    }
  }

  /**
   * The tool did not do its work.
   *
   * @param text says why, and what to try instead
   */
  record Failure(String text) implements ToolResult {}
}
