package dev.bivouac.tool;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationTargetException;
import java.util.List;

/** An {@link OutsideTool} that may stand in a toolbox. */
record BoundOutsideTool(OutsideTool tool) implements KnownTool {
  private static final int MOST_ATTEMPTS = 10;

  BoundOutsideTool {
    Repeat repeat = tool.schema().repeat();
    if (repeat == Repeat.RECONCILED) {
      throw new InvalidToolException(
          "Tool '%s' of %s is RECONCILED, but a tool from outside has nobody to ask. Make it ONCE."
              .formatted(tool.schema().name(), tool.origin()));
    }
    int attempts = tool.attempts();
    if (attempts < 1 || attempts > MOST_ATTEMPTS || (attempts > 1 && repeat == Repeat.ONCE)) {
      throw new InvalidToolException(
          "Tool '%s' of %s asks for %d attempts, but it is %s. A tool that may be repeated can have from 1 to %d, any other has 1."
              .formatted(
                  tool.schema().name(), tool.origin(), tool.attempts(), repeat, MOST_ATTEMPTS));
    }
  }

  @Override
  public ToolSchema schema() {
    return tool.schema();
  }

  @Override
  public String written() {
    return tool.origin();
  }

  @Override
  public int attempts() {
    return tool.attempts();
  }

  @Override
  public List<String> problems(JsonNode arguments) {
    return arguments.isObject() ? List.of() : List.of("The arguments must be a JSON object.");
  }

  @Override
  public ToolOutput call(String text, JsonNode arguments, ToolContext context)
      throws InvocationTargetException {
    try {
      return tool.call(text, context);
    } catch (ToolFailure e) {
      throw e;
    } catch (RuntimeException e) {
      // Whatever a tool's author left out: the model gets a result, as from a method.
      throw new InvocationTargetException(e);
    }
  }

  @Override
  public Reconciliation reconcile(JsonNode arguments, ToolContext context) {
    return new Reconciliation.Unknown();
  }
}
