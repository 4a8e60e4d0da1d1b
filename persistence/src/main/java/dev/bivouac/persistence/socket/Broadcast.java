package dev.bivouac.persistence.socket;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.RunState;
import dev.bivouac.model.ModelFailure;
import dev.bivouac.planner.RunListener;
import dev.bivouac.run.RunId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Passes on what happens in runs to those who watch them from other processes. Never blocks: each
 * watcher has a queue of its own that loses pieces when it is full.
 *
 * <p>As a listener it hears the live pieces. Entries come from the store itself, once they are
 * durable.
 */
public final class Broadcast implements RunListener {
  private final Map<RunId, Channel> channels = new ConcurrentHashMap<>();

  /** Nobody watches yet. */
  public Broadcast() {}

  /** Passes on entries that are durable. */
  public void written(RunId run, List<Entry> entries) {
    for (Entry entry : entries) {
      channel(run).pass(new Message.Written(run, entry));
    }
    if (entries.getLast().event() instanceof JournalEvent.RunFinished) {
      var unused =
          channels.computeIfPresent(run, (id, channel) -> channel.isAbandoned() ? null : channel);
    }
  }

  @Override
  public void appended(RunId run, Entry entry, RunState state) {
    // The store has passed it on already.
  }

  @Override
  public void thinking(RunId run, String piece) {
    channel(run).pass(new Message.Thinking(piece));
  }

  @Override
  public void text(RunId run, String piece) {
    channel(run).pass(new Message.Speaking(piece));
  }

  @Override
  public void attemptDiscarded(RunId run, ModelFailure failure) {
    channel(run).pass(new Message.Discarded(failure));
  }

  @Override
  public void waiting(RunId run, Duration wait, ModelFailure failure) {
    channel(run).pass(new Message.Waiting(wait, failure));
  }

  /** Somebody who hears of a run from now on, and of what is being said, until {@link #leave}. */
  Watcher join(RunId run) {
    var watcher = new Watcher(run);
    var unused =
        channels.compute(
            run,
            (id, there) -> {
              Channel channel = there == null ? new Channel() : there;
              channel.add(watcher);
              return channel;
            });
    return watcher;
  }

  void leave(Watcher watcher) {
    var unused =
        channels.computeIfPresent(
            watcher.run(),
            (id, channel) -> {
              channel.remove(watcher);
              return channel.isAbandoned() ? null : channel;
            });
  }

  private Channel channel(RunId run) {
    return channels.computeIfAbsent(run, id -> new Channel());
  }
}
