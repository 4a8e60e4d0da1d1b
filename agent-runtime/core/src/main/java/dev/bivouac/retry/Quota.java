package dev.bivouac.retry;

import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What an account may ask of a provider in a minute. What is absent is not held back.
 *
 * @param requests calls begun
 * @param tokens tokens sent, and allowed for answers
 */
public record Quota(OptionalInt requests, OptionalLong tokens) {
  /** Nothing is held back. */
  public static final Quota NONE = new Quota(OptionalInt.empty(), OptionalLong.empty());

  public Quota {
    if (requests.orElse(1) < 1 || tokens.orElse(1) < 1) {
      throw new IllegalArgumentException(
          "requests and tokens must be positive, were %s and %s".formatted(requests, tokens));
    }
  }

  /** For people, such as {@code 200 requests and 2,000,000 tokens a minute}. */
  public String words() {
    String calls =
        requests.isEmpty()
            ? ""
            : requests.getAsInt() == 1
                ? "1 request"
                : "%,d requests".formatted(requests.getAsInt());
    String amount = tokens.isPresent() ? "%,d tokens".formatted(tokens.getAsLong()) : "";
    String between = calls.isEmpty() || amount.isEmpty() ? "" : " and ";
    return calls + between + amount + " a minute";
  }
}
