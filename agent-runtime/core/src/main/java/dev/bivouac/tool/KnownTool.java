package dev.bivouac.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationTargetException;
import java.util.List;

/** A tool in a {@link Toolbox}, wherever it comes from. */
sealed interface KnownTool permits ToolMethod, BoundOutsideTool {
  /** What the model is told. */
  ToolSchema schema();

  /** As its author knows it. */
  String written();

  /** Attempts in all when it throws {@link RetryableToolFailure}; 1 if it asks for none. */
  int attempts();

  /** What is wrong with arguments, a sentence each; empty if nothing is. */
  List<String> problems(JsonNode arguments);

  /**
   * Calls the tool.
   *
   * @param text the arguments as the model wrote them
   * @param arguments the same as a tree
   * @throws ToolFailure what the tool itself threw for the model
   * @throws InvocationTargetException any other thing it threw
   */
  ToolOutput call(String text, JsonNode arguments, ToolContext context)
      throws InvocationTargetException;

  /** Asks the tool what became of a call that was cut short. */
  Reconciliation reconcile(JsonNode arguments, ToolContext context)
      throws InvocationTargetException;
}
