package dev.bivouac.model;

import java.util.regex.Pattern;

/** What providers' error messages say, where no status and no type says it. */
public final class ErrorWording {
  private static final Pattern TOO_LONG =
      words(
          "exceeded model token limit|token length too long|context.{0,3}length|context.window"
              + "|maximum context|max(imum)?.{0,3}length|prompt is too long|too many tokens"
              + "|exceeds? the maximum number of tokens");
  private static final Pattern OVERLOADED =
      words("overloaded|too many requests|rate.?limit|server is busy|at capacity");

  private ErrorWording() {}

  /** True if the conversation is longer than the model's window. */
  public static boolean isTooLong(String message) {
    return TOO_LONG.matcher(message).find();
  }

  /** True if the provider has too much to do, or asks to slow down. */
  public static boolean isOverloaded(String message) {
    return OVERLOADED.matcher(message).find();
  }

  private static Pattern words(String regex) {
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
  }
}
