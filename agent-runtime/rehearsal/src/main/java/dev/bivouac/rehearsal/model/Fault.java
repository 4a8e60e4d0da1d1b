package dev.bivouac.rehearsal.model;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** Something that real hosts of the model have been seen to do wrong. */
public enum Fault {
  /** Nothing is wrong; comment lines and odd packet boundaries are normal. */
  NONE,
  /** 429 {@code engine_overloaded_error} with {@code Retry-After: 1}. */
  ENGINE_OVERLOADED,
  /** 429 {@code rate_limit_reached_error}; the wait stands only in the message. */
  RATE_LIMITED,
  /** 429 {@code exceeded_current_quota_error}, which no waiting cures. */
  QUOTA_EXCEEDED,
  /** 500 {@code server_error}. */
  SERVER_ERROR,
  /** 503 with a page of HTML. */
  UNAVAILABLE_HTML,
  /** The connection ends before any answer. */
  NO_RESPONSE,
  /** The connection ends amid the reasoning. */
  CUT_IN_REASONING,
  /** The connection ends amid the text or the arguments. */
  CUT_IN_ANSWER,
  /** The stream ends as if whole, but without {@code [DONE]}, amid the answer. */
  ENDED_EARLY,
  /** Everything arrives but {@code [DONE]}. */
  NO_DONE,
  /** An error object within a stream that began with 200. */
  ERROR_IN_STREAM,
  /** The stream stops for good, and the connection stays open. */
  STALL,
  /** The stream comes byte by byte. */
  DRIP,
  /** The calls stand as raw tokens in the text. */
  LEAK_IN_CONTENT,
  /** The calls stand as raw tokens in the reasoning. */
  LEAK_IN_REASONING,
  /** As {@link #LEAK_IN_CONTENT}, and the section is never closed. */
  LEAK_UNCLOSED,
  /** As {@link #LEAK_IN_CONTENT}, with the marker in the singular. */
  LEAK_SINGULAR,
  /** As {@link #LEAK_IN_CONTENT}, with spaces and newlines between the parts. */
  LEAK_SPACED,
  /** No reasoning, no text, no calls. */
  EMPTY_ANSWER,
  /** Reasoning and nothing after it. */
  THINKING_ONLY,
  /** The arguments of the calls end in the middle of a string. */
  BROKEN_ARGUMENTS,
  /** The arguments of the calls have a closing brace too many. */
  EXTRA_BRACE,
  /** The arguments of the calls are JSON within a JSON string. */
  DOUBLE_ENCODED,
  /** All calls of the answer have the same id. */
  DUPLICATE_IDS,
  /** The fragments of calls have no index; the id is repeated in each. */
  MISSING_INDEX,
  /** Usage comes again and again, growing. */
  GROWING_USAGE,
  /** CRLF, no space after the colon, and data over several lines. */
  ODD_FRAMING;

  private static final Set<Fault> SURVIVABLE =
      Collections.unmodifiableSet(
          EnumSet.complementOf(EnumSet.of(NONE, QUOTA_EXCEEDED, STALL, DRIP)));

  /** Those that a good client gets over by itself, without waiting long. */
  public static Set<Fault> survivable() {
    return SURVIVABLE;
  }
}
