package dev.bivouac.planner;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.RunState;
import dev.bivouac.model.ModelFailure;
import dev.bivouac.run.RunId;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps a run safe from what its listener throws. */
record QuietListener(RunListener listener) implements RunListener {
  private static final Logger LOG = LoggerFactory.getLogger(QuietListener.class);

  @Override
  public void opened(RunId run, RunState state) {
    quietly(() -> listener.opened(run, state));
  }

  @Override
  public void appended(RunId run, Entry entry, RunState state) {
    quietly(() -> listener.appended(run, entry, state));
  }

  @Override
  public void thinking(RunId run, String piece) {
    quietly(() -> listener.thinking(run, piece));
  }

  @Override
  public void text(RunId run, String piece) {
    quietly(() -> listener.text(run, piece));
  }

  @Override
  public void attemptDiscarded(RunId run, ModelFailure failure) {
    quietly(() -> listener.attemptDiscarded(run, failure));
  }

  @Override
  public void waiting(RunId run, Duration wait, ModelFailure failure) {
    quietly(() -> listener.waiting(run, wait, failure));
  }

  private static void quietly(Runnable call) {
    try {
      call.run();
    } catch (RuntimeException | Error e) {
      // Whatever it is: a broken view must not end a run that costs money.
      LOG.warn("A run listener failed", e);
    }
  }
}
