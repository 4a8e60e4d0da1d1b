package dev.bivouac.persistence;

import dev.bivouac.journal.Journals;
import dev.bivouac.run.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A store of H2 on a disk that fails. */
final class FailingDisk implements Unreliable {
  private static final StoreOptions ON_THE_DISK = new StoreOptions("power:", 1L << 28);

  private final PowerDisk disk;

  /**
   * A disk of that name in a folder, with a store that has tables and nothing in them.
   *
   * @param empty such a store, which is copied
   */
  FailingDisk(Path folder, String name, Path empty) throws IOException {
    PowerFiles.register();
    Path root = Files.createDirectory(folder.resolve(name));
    FailingH2.copy(empty, Files.createDirectory(root.resolve("store")));
    disk = PowerDisk.over(root, true);
  }

  private Path store() {
    return disk.root().resolve("store");
  }

  @Override
  public Store open() {
    return H2Store.open(PowerPaths.wrap(store()), new SettableClock(Journals.START), ON_THE_DISK);
  }

  @Override
  public String name() {
    return disk.root().toString();
  }

  @Override
  public void failAt(long call, Fault fault) {
    disk.failAt(call, fault);
  }

  @Override
  public long mend() throws IOException {
    long calls = disk.mend();
    Aging.age(store());
    return calls;
  }

  @Override
  public void close() throws IOException {
    disk.remove();
    PowerLossTrial.delete(disk.root());
  }
}
