package dev.bivouac.persistence;

import dev.bivouac.journal.RunHead.Holder;
import dev.bivouac.journal.RunHeldException;
import dev.bivouac.persistence.socket.Station;
import dev.bivouac.run.RunId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Which store files this process holds, over all stores that it has open.
 *
 * <p>It must be known process-wide, and files must be opened and closed one at a time: on Linux a
 * process loses its lock on a file as soon as it closes any channel of that file, and H2 gives
 * everybody in the process who opens a file by the same name the same database.
 */
final class HeldFiles {
  private static final Duration MOMENT = Duration.ofSeconds(1);
  private static final Duration PAUSE = Duration.ofMillis(2);

  private static final ReentrantLock OPENING = new ReentrantLock();
  private static final Map<Path, HeldFile> HELD = new HashMap<>();

  private HeldFiles() {}

  /** Takes a file unless this process or another one holds it. */
  static Optional<HeldFile> take(StoreFile file, Instant now, Station station) {
    OPENING.lock();
    try {
      if (HELD.containsKey(file.data())) {
        return Optional.empty();
      }
      Optional<HeldFile> taken = HeldFile.take(file, now.truncatedTo(ChronoUnit.MICROS));
      taken.ifPresent(held -> {
        HELD.put(file.data(), held);
        held.listen(station);
      });
      return taken;
    } finally {
      OPENING.unlock();
    }
  }

  /** True if some store of this process holds the file. */
  static boolean isHeldHere(StoreFile file) {
    OPENING.lock();
    try {
      return HELD.containsKey(file.data());
    } finally {
      OPENING.unlock();
    }
  }

  /**
   * Asks a file that may be held by anybody or nobody.
   *
   * @param copied told who holds it, if the answer is from a copy
   */
  static <T> T ask(StoreFile file, FileQuery<T> query, Consumer<Holder> copied) {
    OPENING.lock();
    try {
      HeldFile held = HELD.get(file.data());
      return held == null
          ? new StoreReader(file, copied).read(query)
          : held.read(connection -> query.on(connection, Optional.of(held.holder())));
    } finally {
      OPENING.unlock();
    }
  }

  /**
   * Takes the file that a run lives in.
   *
   * @throws RunHeldException if another process holds it, or another store of this one
   */
  static HeldFile takeFor(RunId run, StoreFile file, Instant now, Station station) {
    long end = System.nanoTime() + MOMENT.toNanos();
    while (true) {
      Optional<HeldFile> taken = take(file, now, station);
      if (taken.isPresent()) {
        return taken.get();
      }
      FileOwner.Text holder = holder(file);
      if (holder.isAlive() || System.nanoTime() - end > 0) {
        throw new RunHeldException(run, holder.holder());
      }
      // It has just been taken, and the name of who did is not there yet; or it is just let go of.
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static FileOwner.Text holder(StoreFile file) {
    OPENING.lock();
    try {
      HeldFile held = HELD.get(file.data());
      return held == null
          ? FileOwner.said(file)
          : new FileOwner.Text(held.holder(), Optional.of(ThisProcess.id()));
    } finally {
      OPENING.unlock();
    }
  }

  static void close(HeldFile held) {
    OPENING.lock();
    try {
      held.close();
    } finally {
      HELD.remove(held.file().data());
      OPENING.unlock();
    }
  }
}
