package dev.bivouac.persistence;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Set;

/** Files and folders that only their user can open, where the system knows users. */
final class PrivateFiles {
  private PrivateFiles() {}

  static void createFolder(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      var made = new ArrayList<Path>();
      for (Path each = folder; each != null && !Files.isDirectory(each); each = each.getParent()) {
        made.add(each);
      }
      Files.createDirectories(folder, only(folder, "rwx------"));
      // A folder that its parent may forget keeps nothing.
      for (Path each : made) {
        syncFolderOf(each);
      }
    }
  }

  static FileChannel openForWriting(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
        only(file, "rw-------"));
  }

  /** An empty file, whatever was there before. */
  static void createEmpty(Path file) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(file, only(file, "rw-------"));
  }

  /** Puts a finished draft in the place of a file, so that it is there whole or not at all. */
  static void putInPlace(Path draft, Path file) throws IOException {
    if (isPosix(draft)) {
      Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-------"));
    }
    sync(draft);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    syncFolderOf(file);
  }

  /** Puts on the disk whatever was written to a file, by whomever. */
  static void sync(Path file) throws IOException {
    sync(file, StandardOpenOption.WRITE);
  }

  private static void syncFolderOf(Path file) throws IOException {
    if (isPosix(file)) {
      sync(file.resolveSibling("."), StandardOpenOption.READ);
    }
  }

  private static void sync(Path path, StandardOpenOption mode) throws IOException {
    try (FileChannel channel = FileChannel.open(path, mode)) {
      channel.force(true);
    }
  }

  private static FileAttribute<?>[] only(Path path, String permissions) {
    return isPosix(path)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
