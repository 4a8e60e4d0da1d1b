package dev.bivouac.persistence;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * Lets one process at a time look for a run key in all files of a store and take it.
 *
 * @param folder the store
 */
record KeyLock(Path folder) {
  private static final ReentrantLock IN_THIS_PROCESS = new ReentrantLock();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  <T> T holding(Supplier<T> work) {
    Path file = folder.resolve("keys.lock");
    IN_THIS_PROCESS.lock();
    try (FileChannel channel = PrivateFiles.openForWriting(file)) {
      Optional<FileLock> lock = Uninterrupted.within(PATIENCE, () -> attempt(channel, file));
      if (lock.isEmpty()) {
        throw Trouble.keysLocked(file);
      }
      return work.get();
    } catch (IOException e) {
      throw Trouble.unusable(file, e);
    } finally {
      IN_THIS_PROCESS.unlock();
    }
  }

  private static Optional<FileLock> attempt(FileChannel channel, Path file) {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (IOException e) {
      throw Trouble.unusable(file, e);
    }
  }
}
