package dev.bivouac.tool;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A method that the model can call, bound to its object. */
final class ToolMethod implements KnownTool {
  private static final ObjectMapper JSON = ToolJson.MAPPER;

  private final Object target;
  private final Method method;
  private final Optional<Method> reconciler;
  private final ToolSchema schema;
  private final int attempts;

  ToolMethod(Object target, Method method, ToolSchema schema) {
    this.target = target;
    this.method = method;
    this.schema = schema;
    this.reconciler = MethodSchemas.reconcilerOf(method);
    this.attempts =
        Optional.ofNullable(method.getAnnotation(Retry.class)).map(Retry::attempts).orElse(1);
    method.setAccessible(true);
    reconciler.ifPresent(found -> found.setAccessible(true));
  }

  @Override
  public ToolSchema schema() {
    return schema;
  }

  @Override
  public String written() {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }

  @Override
  public int attempts() {
    return attempts;
  }

  @Override
  public List<String> problems(JsonNode arguments) {
    return ArgumentCheck.problems(schema.parameterTree(), arguments);
  }

  @Override
  public ToolOutput call(String text, JsonNode arguments, ToolContext context)
      throws InvocationTargetException {
    return output(invoke(method, arguments, context));
  }

  @Override
  public Reconciliation reconcile(JsonNode arguments, ToolContext context)
      throws InvocationTargetException {
    Method asked =
        reconciler.orElseThrow(
            () -> new IllegalStateException("tool '" + schema.name() + "' has no reconciler"));
    Object answer = invoke(asked, arguments, context);
    return answer instanceof Reconciliation found ? found : new Reconciliation.Unknown();
  }

  private @Nullable Object invoke(Method invoked, JsonNode arguments, ToolContext context)
      throws InvocationTargetException {
    try {
      return invoked.invoke(target, Arguments.bind(invoked, arguments, context));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof ToolFailure failure) {
        throw failure;
      }
      throw e;
    } catch (IllegalAccessException e) {
      throw new InvocationTargetException(e);
    }
  }

  private ToolOutput output(@Nullable Object returned) throws InvocationTargetException {
    return switch (returned) {
      case null -> ToolOutput.of(method.getReturnType() == void.class ? "Done." : "null");
      case ToolOutput output -> output;
      case String text -> ToolOutput.of(text);
      case Object value -> {
        try {
          yield ToolOutput.of(JSON.writeValueAsString(value));
        } catch (JsonProcessingException e) {
          throw new InvocationTargetException(e);
        }
      }
    };
  }
}
