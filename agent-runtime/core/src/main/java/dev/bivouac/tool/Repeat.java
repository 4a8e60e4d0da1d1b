package dev.bivouac.tool;

/** What it means to call a tool again when nobody knows whether the first call happened. */
public enum Repeat {
  /** It only reads: repeat at will. */
  READS,
  /** It may be repeated with the same {@link ToolContext#idempotencyKey()}, and has one effect. */
  KEYED,
  /** It can be asked what happened: {@link OnResume#reconciler()} names the method. */
  RECONCILED,
  /** Never repeat it. A call cut short has an unknown outcome, and the model is told so. */
  ONCE
}
