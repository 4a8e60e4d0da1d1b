package dev.bivouac.persistence;

import dev.bivouac.journal.Lease;
import dev.bivouac.run.RunId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Who needs a held file: the runs that this process drives in it, and who is at it just now. No
 * locks, since every append comes by.
 */
final class Needs {
  private static final int OVER = Integer.MIN_VALUE;

  private final Map<RunId, Integer> epochs = new ConcurrentHashMap<>();

  /** Runs and visits; negative when the file is no longer held. */
  private final AtomicInteger users = new AtomicInteger();

  /** False if the file is no longer held, or about to be let go of. */
  boolean enter() {
    return users.getAndUpdate(before -> before < 0 ? before : before + 1) >= 0;
  }

  /** True if nobody needs the file any more. */
  boolean leave() {
    return users.decrementAndGet() == 0;
  }

  /** The run is being driven, under this lease and no older one. Only during a visit. */
  void drives(Lease lease) {
    var unused =
        epochs.compute(
            lease.run(),
            (run, before) -> {
              if (before == null) {
                users.incrementAndGet();
                return lease.epoch();
              }
              return Math.max(before, lease.epoch());
            });
  }

  /** The run is not being driven under this lease any more; it may be under a newer one. */
  void rests(Lease lease) {
    if (epochs.remove(lease.run(), lease.epoch())) {
      users.decrementAndGet();
    }
  }

  /** Ends it, if nobody needs the file; true if it is over. */
  boolean end() {
    return users.compareAndSet(0, OVER) || users.get() < 0;
  }
}
