package dev.bivouac.tool;

/** What a reconciler found out about a call that was cut short. */
public sealed interface Reconciliation {
  /**
   * The call had its effect.
   *
   * @param output what the model is told, as if the call had returned it
   */
  record Done(ToolOutput output) implements Reconciliation {}

  /**
   * The call had no effect, and cannot have one later; or repeating it with the same idempotency
   * key is harmless. It is called again.
   */
  record NotDone() implements Reconciliation {}

  /** It cannot be told. The model is told to verify before it goes on. */
  record Unknown() implements Reconciliation {}
}
