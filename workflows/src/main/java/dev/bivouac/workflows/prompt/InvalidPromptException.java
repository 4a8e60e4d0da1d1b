package dev.bivouac.workflows.prompt;

/** A prompt cannot be used as it is written. */
public final class InvalidPromptException extends RuntimeException {
  /**
   * Names the prompt and says what to change.
   *
   * @param prompt where it is kept
   * @param problem continues the sentence "Prompt X ..."
   */
  public InvalidPromptException(String prompt, String problem) {
    super("Prompt %s %s".formatted(prompt, problem));
  }
}
