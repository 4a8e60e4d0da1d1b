package dev.bivouac.tool;

import java.lang.reflect.Method;

/** A class with {@code @Tool} methods cannot be loaded as it is written. */
public final class InvalidToolException extends RuntimeException {
  /**
   * Names the method and says what to change.
   *
   * @param method the tool
   * @param problem continues the sentence "Tool X.y ..."
   */
  public InvalidToolException(Method method, String problem) {
    super(
        "Tool %s.%s: %s"
            .formatted(method.getDeclaringClass().getSimpleName(), method.getName(), problem));
  }

  /**
   * For what is wrong with several tools together.
   *
   * @param message a whole sentence
   */
  public InvalidToolException(String message) {
    super(message);
  }
}
