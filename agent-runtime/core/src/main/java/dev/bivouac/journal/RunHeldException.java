package dev.bivouac.journal;

import dev.bivouac.run.RunId;

/** Another live process holds the run. */
public final class RunHeldException extends RuntimeException {
  private final transient RunId run;
  private final transient RunHead.Holder holder;

  public RunHeldException(RunId run, RunHead.Holder holder) {
    super(
        "Run %s is held by %s since %s. Wait for it, or end that process and resume again."
            .formatted(run.value(), holder.process(), holder.since()));
    this.run = run;
    this.holder = holder;
  }

  /** Which run. */
  public RunId run() {
    return run;
  }

  /** Who holds it. */
  public RunHead.Holder holder() {
    return holder;
  }
}
