package dev.bivouac.tool;

import dev.bivouac.run.CallKey;
import dev.bivouac.run.RunId;

/**
 * What a tool may know of the call it serves. A tool method that has a parameter of this type gets
 * one; the model does not see it.
 *
 * @param run the run that asks
 * @param call which of its calls this is
 * @param attempt 1 for the first try, more after a retry or a resume
 */
public record ToolContext(RunId run, CallKey call, int attempt) {
  /**
   * The same for every attempt and resume of one call, and different for every other call of any
   * run: pass it to a service that understands idempotency keys.
   */
  public String idempotencyKey() {
    return "bivouac-%s-%d-%d".formatted(run.value(), call.step(), call.index());
  }
}
