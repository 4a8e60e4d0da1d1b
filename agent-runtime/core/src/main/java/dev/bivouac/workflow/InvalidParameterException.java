package dev.bivouac.workflow;

/** A workflow's parameter has a value that it cannot use. */
public final class InvalidParameterException extends RuntimeException {
  /**
   * Names the parameter and says what was expected.
   *
   * @param name of the parameter
   * @param expected continues "must be"
   * @param was the value given
   */
  public InvalidParameterException(String name, String expected, String was) {
    super("Parameter '%s' must be %s, was '%s'.".formatted(name, expected, was));
  }
}
