package dev.bivouac.tool;

import java.util.Map;

/** What came back from a tool call. The model reads the text of either. */
public sealed interface ToolResult {
  /** What the model reads. */
  String text();

  /**
   * The tool did its work.
   *
   * @param text what the model reads
   * @param data what the program reads, by name
   */
  record Success(String text, Map<String, String> data) implements ToolResult {
    public Success {
      data = Map.copyOf(data);
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
