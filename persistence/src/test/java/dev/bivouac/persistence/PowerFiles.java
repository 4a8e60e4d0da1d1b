package dev.bivouac.persistence;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import org.h2.message.DbException;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/** A {@link PowerDisk} as H2 sees it, under the name {@code power:}. Public, since H2 makes it. */
public final class PowerFiles extends FilePathWrapper {
  private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ);
  private static final Set<OpenOption> WRITE =
      Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);

  static void register() {
    FilePath.register(new PowerFiles());
  }

  @Override
  public String getScheme() {
    return "power";
  }

  private Path path() {
    return Path.of(getBase().toString());
  }

  @Override
  public FileChannel open(String mode) throws IOException {
    Optional<PowerDisk> disk = PowerDisk.at(path());
    return disk.isEmpty()
        ? getBase().open(mode)
        : disk.get().open(path(), mode.equals("r") ? READ : WRITE);
  }

  @Override
  public void delete() {
    if (PowerDisk.at(path()).isEmpty()) {
      super.delete();
    } else if (Files.exists(path())) {
      try {
        PowerDisk.of(path()).delete(path());
      } catch (IOException e) {
        throw DbException.convert(e);
      }
    }
  }

  @Override
  public boolean createFile() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void moveTo(FilePath newName, boolean atomicReplace) {
    throw new UnsupportedOperationException();
  }
}
