package dev.bivouac.tool;

/**
 * Thrown by a tool for something the model can put right. The message is the sentence that the
 * model reads; it says what to try instead.
 */
public class ToolFailure extends RuntimeException {
  public ToolFailure(String message) {
    super(message);
  }

  public ToolFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
