package dev.bivouac.kimi;

import java.util.Map;

/**
 * How one host spells what others spell differently.
 *
 * @param tokenLimitField the name of the output limit: {@code max_tokens} or {@code
 *     max_completion_tokens}
 * @param reasoning how reasoning goes back
 * @param ids under which ids calls go back
 * @param promptCacheKey true if the host takes {@code prompt_cache_key}
 * @param includeUsage true to ask for the usage at the end of a stream
 * @param thinking by model id, the JSON to send as {@code thinking}; nothing for other models
 */
public record Dialect(
    String tokenLimitField,
    ReasoningBack reasoning,
    Ids ids,
    boolean promptCacheKey,
    boolean includeUsage,
    Map<String, String> thinking) {

  /** Asks for nothing that a server of the plain wire format could refuse. */
  public static final Dialect PLAIN =
      new Dialect("max_tokens", ReasoningBack.PLAIN, Ids.AS_RECEIVED, false, true, Map.of());

  public Dialect {
    if (tokenLimitField.isBlank()) {
      throw new IllegalArgumentException("tokenLimitField must not be blank");
    }
    thinking = Map.copyOf(thinking);
  }

  /** Under which ids the calls of earlier replies are sent back. */
  public enum Ids {
    /** Those that came. */
    AS_RECEIVED,
    /** The model's own, {@code functions.name:n}, counted over the whole conversation. */
    KIMI
  }

  /**
   * How the reasoning of earlier replies is sent back. It goes under the name it came under; this
   * says what happens besides.
   *
   * @param defaultField the name for reasoning whose own name is not known
   * @param always true to send an empty one with tool calls that came without any, since hosts that
   *     keep reasoning refuse a request where it is missing
   * @param details true to send {@code reasoning_details} back too, if any came
   */
  public record ReasoningBack(String defaultField, boolean always, boolean details) {
    /** Under {@code reasoning_content}, always, without details. */
    public static final ReasoningBack PLAIN = new ReasoningBack("reasoning_content", true, false);

    /** As {@link #PLAIN}, and with the details. */
    public static final ReasoningBack DETAILED = new ReasoningBack("reasoning_content", true, true);

    public ReasoningBack {
      if (defaultField.isBlank()) {
        throw new IllegalArgumentException("defaultField must not be blank");
      }
    }
  }
}
