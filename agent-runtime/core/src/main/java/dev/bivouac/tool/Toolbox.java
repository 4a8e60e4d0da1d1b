package dev.bivouac.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.bivouac.run.Text;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tools that a run can call. Unknown names, bad arguments and bugs inside a tool become failed
 * results here and nowhere else.
 */
public final class Toolbox {
  /** Longer results are cut, with a note that says so, unless they are whole. In characters. */
  public static final int MAX_RESULT = 200_000;

  private static final int SHOWN = 200;
  private static final Logger LOG = LoggerFactory.getLogger(Toolbox.class);

  private final Map<String, KnownTool> tools;

  private Toolbox(Map<String, KnownTool> tools) {
    this.tools = tools;
  }

  /**
   * All {@code @Tool} methods of the objects, inherited ones included; those of each object sorted
   * by name. An object that is an {@link OutsideTool} is one tool.
   *
   * @throws InvalidToolException if one of them cannot be declared to a model
   */
  public static Toolbox of(Collection<?> objects) {
    var tools = new LinkedHashMap<String, KnownTool>();
    for (Object object : objects) {
      if (object instanceof OutsideTool outside) {
        KnownTool twin = tools.put(outside.schema().name(), new BoundOutsideTool(outside));
        if (twin != null) {
          throw new InvalidToolException(
              "Tool '%s' comes from %s and from %s. Leave one out."
                  .formatted(outside.schema().name(), outside.origin(), twin.written()));
        }
        continue;
      }
      List<Method> found = ToolMethods.of(object.getClass());
      if (found.isEmpty()) {
        throw new InvalidToolException(
            "%s has no method with @Tool, so it is no tool."
                .formatted(object.getClass().getName()));
      }
      for (Method method : found) {
        ToolSchema schema = MethodSchemas.of(method);
        KnownTool twin = tools.put(schema.name(), new ToolMethod(object, method, schema));
        if (twin != null) {
          throw new InvalidToolException(
              method,
              "is named '%s', and so is %s. Rename one.".formatted(schema.name(), twin.written()));
        }
      }
    }
    return new Toolbox(tools);
  }

  /** What the model is told, in a stable order. */
  public List<ToolSchema> schemas() {
    return tools.values().stream().map(KnownTool::schema).toList();
  }

  /** The schema of one tool. */
  public Optional<ToolSchema> schema(String name) {
    return Optional.ofNullable(tools.get(name)).map(KnownTool::schema);
  }

  /** Attempts in all for a tool that throws {@link RetryableToolFailure}; 1 if it asks for none. */
  public int attempts(String name) {
    return Optional.ofNullable(tools.get(name)).map(KnownTool::attempts).orElse(1);
  }

  /** Why a call cannot be made at all: unknown tool, bad arguments. Empty if it can. */
  public Optional<ToolResult.Failure> refuse(ToolCall call) {
    KnownTool tool = tools.get(call.name());
    if (tool == null) {
      return refusal(
          "There is no tool '%s'. The tools are: %s."
              .formatted(Text.cut(call.name(), SHOWN), String.join(", ", tools.keySet())));
    }
    if (call.defect().isPresent()) {
      return refusal(
          "The arguments of %s were not carried out: %s Call it again with one JSON object."
              .formatted(call.name(), call.defect().get()));
    }
    List<String> problems = tool.problems(parse(call));
    return problems.isEmpty()
        ? Optional.empty()
        : refusal("%s was not called. %s".formatted(call.name(), String.join(" ", problems)));
  }

  /**
   * Makes the call.
   *
   * @throws RetryableToolFailure if the tool says that it may succeed a little later
   */
  public ToolResult call(ToolCall call, ToolContext context) {
    Optional<ToolResult.Failure> refused = refuse(call);
    if (refused.isPresent()) {
      return refused.get();
    }
    try {
      return success(tool(call).call(text(call), parse(call), context));
    } catch (RetryableToolFailure e) {
      throw e;
    } catch (ToolFailure e) {
      return failure(String.valueOf(e.getMessage()));
    } catch (InvocationTargetException e) {
      LOG.warn("Tool {} failed inside", call.name(), e.getCause());
      return failure(
          "%s failed inside (%s). The same call will probably fail again; try another way."
              .formatted(call.name(), nameOf(e)));
    }
  }

  /** Asks a {@link Repeat#RECONCILED} tool what became of a call that was cut short. */
  public Reconciliation reconcile(ToolCall call, ToolContext context) {
    if (refuse(call).isPresent()) {
      return new Reconciliation.Unknown();
    }
    try {
      return tool(call).reconcile(parse(call), context);
    } catch (ToolFailure | InvocationTargetException e) {
      LOG.warn("Reconciler of tool {} failed", call.name(), e);
      return new Reconciliation.Unknown();
    }
  }

  /**
   * What the model reads of a tool's output, cut where it is too long.
   *
   * @throws ToolFailure if it must reach the model whole and no text can hold it
   */
  public static ToolResult.Success success(ToolOutput output) {
    var data = new LinkedHashMap<String, String>();
    output.data().forEach((name, value) -> data.put(Text.wellFormed(name), Text.wellFormed(value)));
    String text = output.whole() ? unchanged(output.text()) : limited(output.text());
    return new ToolResult.Success(text, data, output.cost());
  }

  /** What the model reads of something that went wrong, cut where it is too long. */
  public static ToolResult.Failure failure(String text) {
    return new ToolResult.Failure(limited(text));
  }

  private KnownTool tool(ToolCall call) {
    return Optional.ofNullable(tools.get(call.name())).orElseThrow();
  }

  private static String text(ToolCall call) {
    return call.arguments().isBlank() ? "{}" : call.arguments();
  }

  private static JsonNode parse(ToolCall call) {
    try {
      return ToolJson.MAPPER.readTree(text(call));
    } catch (JsonProcessingException e) {
      return ToolJson.MAPPER.getNodeFactory().textNode(call.arguments());
    }
  }

  private static String nameOf(InvocationTargetException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    String message = cause.getMessage();
    String name = cause.getClass().getSimpleName();
    return message == null ? name : name + ": " + Text.cut(message, SHOWN);
  }

  private static String limited(String text) {
    String whole = Text.wellFormed(text);
    return whole.length() <= MAX_RESULT
        ? whole
        : Text.head(whole, MAX_RESULT)
            + "\n[Cut here: the result has %,d characters.]".formatted(whole.length());
  }

  /** Half of a surrogate pair has no bytes in UTF-8, so it would reach the model as another. */
  private static String unchanged(String text) {
    if (!Text.wellFormed(text).equals(text)) {
      throw new ToolFailure(
          "The result holds half of a character, so it cannot be passed on as it came. Try another way.");
    }
    return text;
  }

  private static Optional<ToolResult.Failure> refusal(String text) {
    return Optional.of(failure(text));
  }
}
