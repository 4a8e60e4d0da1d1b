package dev.bivouac.journal;

/**
 * A message that stands before the first answer.
 *
 * @param role who says it
 * @param text as it is sent
 */
public record OpeningMessage(Role role, String text) {
  /** Who says it. Stored by name: a constant is never renamed. */
  public enum Role {
    SYSTEM,
    USER
  }

  public OpeningMessage {
    if (text.isBlank()) {
      throw new IllegalArgumentException(
          "the %s message is empty; say what is to be done".formatted(role));
    }
  }

  /** The rules that hold for the whole run. */
  public static OpeningMessage system(String text) {
    return new OpeningMessage(Role.SYSTEM, text);
  }

  /** The goal. */
  public static OpeningMessage user(String text) {
    return new OpeningMessage(Role.USER, text);
  }
}
