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
  /** Longer results are cut, with a note that says so. In characters. */
  public static final int MAX_RESULT = 200_000;

  private static final int SHOWN = 200;
  private static final Logger LOG = LoggerFactory.getLogger(Toolbox.class);

  private final Map<String, ToolMethod> methods;

  private Toolbox(Map<String, ToolMethod> methods) {
    this.methods = methods;
  }

  /**
   * All {@code @Tool} methods of the objects, inherited ones included; those of each object sorted
   * by name.
   *
   * @throws InvalidToolException if one of them cannot be declared to a model
   */
  public static Toolbox of(Collection<?> objects) {
    var methods = new LinkedHashMap<String, ToolMethod>();
    for (Object object : objects) {
      List<Method> found = ToolMethods.of(object.getClass());
      if (found.isEmpty()) {
        throw new InvalidToolException(
            "%s has no method with @Tool, so it is no tool."
                .formatted(object.getClass().getName()));
      }
      for (Method method : found) {
        ToolSchema schema = MethodSchemas.of(method);
        ToolMethod twin = methods.put(schema.name(), new ToolMethod(object, method, schema));
        if (twin != null) {
          throw new InvalidToolException(
              method,
              "is named '%s', and so is %s. Rename one.".formatted(schema.name(), twin.written()));
        }
      }
    }
    return new Toolbox(methods);
  }

  /** What the model is told, in a stable order. */
  public List<ToolSchema> schemas() {
    return methods.values().stream().map(ToolMethod::schema).toList();
  }

  /** The schema of one tool. */
  public Optional<ToolSchema> schema(String name) {
    return Optional.ofNullable(methods.get(name)).map(ToolMethod::schema);
  }

  /** Attempts in all for a tool that throws {@link RetryableToolFailure}; 1 if it asks for none. */
  public int attempts(String name) {
    return Optional.ofNullable(methods.get(name)).map(ToolMethod::attempts).orElse(1);
  }

  /** Why a call cannot be made at all: unknown tool, bad arguments. Empty if it can. */
  public Optional<ToolResult.Failure> refuse(ToolCall call) {
    ToolMethod method = methods.get(call.name());
    if (method == null) {
      return refusal(
          "There is no tool '%s'. The tools are: %s."
              .formatted(Text.cut(call.name(), SHOWN), String.join(", ", methods.keySet())));
    }
    if (call.defect().isPresent()) {
      return refusal(
          "The arguments of %s were not carried out: %s Call it again with one JSON object."
              .formatted(call.name(), call.defect().get()));
    }
    JsonNode arguments = parse(call);
    List<String> problems = ArgumentCheck.problems(method.schema().parameterTree(), arguments);
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
      return success(method(call).call(parse(call), context));
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
      return method(call).reconcile(parse(call), context);
    } catch (ToolFailure | InvocationTargetException e) {
      LOG.warn("Reconciler of tool {} failed", call.name(), e);
      return new Reconciliation.Unknown();
    }
  }

  /** What the model reads of a tool's output, cut where it is too long. */
  public static ToolResult.Success success(ToolOutput output) {
    var data = new LinkedHashMap<String, String>();
    output.data().forEach((name, value) -> data.put(Text.wellFormed(name), Text.wellFormed(value)));
    return new ToolResult.Success(limited(output.text()), data);
  }

  /** What the model reads of something that went wrong, cut where it is too long. */
  public static ToolResult.Failure failure(String text) {
    return new ToolResult.Failure(limited(text));
  }

  private ToolMethod method(ToolCall call) {
    return Optional.ofNullable(methods.get(call.name())).orElseThrow();
  }

  private static JsonNode parse(ToolCall call) {
    try {
      String text = call.arguments().isBlank() ? "{}" : call.arguments();
      return ToolJson.MAPPER.readTree(text);
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

  private static Optional<ToolResult.Failure> refusal(String text) {
    return Optional.of(failure(text));
  }
}
