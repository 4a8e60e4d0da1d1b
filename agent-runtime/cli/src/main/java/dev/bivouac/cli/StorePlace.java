package dev.bivouac.cli;

import dev.bivouac.cli.log.LogFolder;
import dev.bivouac.persistence.Stores;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where runs are kept, and where what is written beside them goes.
 *
 * @param address a folder, or the address of a database
 * @param logs the log files of its runs
 */
record StorePlace(String address, LogFolder logs) {
  /** A store in a folder of its own. */
  static StorePlace of(Path folder) {
    Path whole = folder.toAbsolutePath().normalize();
    return new StorePlace(whole.toString(), LogFolder.of(whole));
  }

  /**
   * What a user said.
   *
   * @param settings the folder of this user's settings, where a database's logs go
   * @throws UsageException if it can be no store
   */
  static StorePlace of(String said, Path settings) {
    if (!Stores.isDatabase(said)) {
      return of(Path.of(said));
    }
    Stores.problem(said)
        .ifPresent(problem -> {
          throw new UsageException(problem);
        });
    return new StorePlace(said, LogFolder.of(settings));
  }

  /** The folder, unless it is a database. */
  Optional<Path> folder() {
    return Stores.isDatabase(address) ? Optional.empty() : Optional.of(Path.of(address));
  }

  /** For people. */
  @Override
  public String toString() {
    return Stores.shown(address);
  }
}
