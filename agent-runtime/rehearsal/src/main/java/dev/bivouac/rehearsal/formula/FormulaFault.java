package dev.bivouac.rehearsal.formula;

/** Something that may go wrong with an official tool. */
public enum FormulaFault {
  /** Nothing. */
  NONE,
  /** 404, as for a formula that was withdrawn. */
  NOT_FOUND,
  /** 401, as for a key of another place. */
  WRONG_KEY,
  /** 429 with {@code Retry-After: 1}. */
  BUSY,
  /** 503 with a page of HTML. */
  UNAVAILABLE,
  /** 200 with a page of HTML, as a captive portal gives it. */
  SIGN_IN_PAGE,
  /** 302 to another address. */
  REDIRECT,
  /** The connection ends before any answer. */
  NO_RESPONSE,
  /** The answer begins and never ends. */
  STALL,
  /** A call whose {@code error} says why it failed. */
  FAILED,
  /** A call whose {@code context.error} says why it failed. */
  FAILED_INSIDE,
  /** A call that succeeded, they say, without a context. */
  NO_CONTEXT,
  /** A call whose output is an object. */
  NO_TEXT
}
