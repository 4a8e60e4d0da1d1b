package dev.bivouac.tool;

/**
 * A tool that somebody else declares and carries out, such as a service with tools of its own: it
 * has a schema already and reads its arguments itself. It stands among the objects of a {@link
 * Toolbox} beside those with {@code @Tool} methods.
 *
 * <p>Arguments are passed on as the model wrote them, and are not held against the schema here:
 * whoever declared it knows better what it means.
 */
public interface OutsideTool {
  /** What the model is told; never {@link Repeat#RECONCILED}, since there is nobody to ask. */
  ToolSchema schema();

  /** Who declares it, for messages, such as {@code formula moonshot/date:latest}. */
  String origin();

  /** Attempts in all when it throws {@link RetryableToolFailure}; more than 1 only if it may. */
  int attempts();

  /**
   * Carries a call out.
   *
   * @param arguments a JSON object, as the model wrote it
   * @throws ToolFailure for the model to read
   */
  ToolOutput call(String arguments, ToolContext context);
}
