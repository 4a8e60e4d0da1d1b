package dev.bivouac.planner;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.RunState;
import dev.bivouac.model.ModelFailure;
import dev.bivouac.run.RunId;
import java.time.Duration;
import java.util.List;

/** Several listeners as one. */
record AllListeners(List<QuietListener> listeners) implements RunListener {
  @Override
  public void opened(RunId run, RunState state) {
    listeners.forEach(listener -> listener.opened(run, state));
  }

  @Override
  public void appended(RunId run, Entry entry, RunState state) {
    listeners.forEach(listener -> listener.appended(run, entry, state));
  }

  @Override
  public void thinking(RunId run, String piece) {
    listeners.forEach(listener -> listener.thinking(run, piece));
  }

  @Override
  public void text(RunId run, String piece) {
    listeners.forEach(listener -> listener.text(run, piece));
  }

  @Override
  public void attemptDiscarded(RunId run, ModelFailure failure) {
    listeners.forEach(listener -> listener.attemptDiscarded(run, failure));
  }

  @Override
  public void waiting(RunId run, Duration wait, ModelFailure failure) {
    listeners.forEach(listener -> listener.waiting(run, wait, failure));
  }
}
