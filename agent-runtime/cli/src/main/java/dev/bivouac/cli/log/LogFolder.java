package dev.bivouac.cli.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a store's log files lie: {@code logs} in its folder, open to its user alone. The oldest are
 * removed when there are many.
 *
 * @param folder need not exist yet
 */
public record LogFolder(Path folder) {
  private static final long MAX_BYTES = 16 * 1024 * 1024;
  private static final int KEPT = 400;

  /** The logs of a store. */
  public static LogFolder of(Path store) {
    return new LogFolder(store.resolve("logs"));
  }

  /**
   * Where the log of a run lies, or would.
   *
   * @param run its id
   */
  public Path path(String run) {
    return folder.resolve(run + ".log");
  }

  /**
   * Opens the log of a run.
   *
   * @param run its id
   */
  public LogFile open(String run) {
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder, only(folder, "rwx------"));
      }
      if (!Files.exists(path(run))) {
        prune();
      }
    } catch (IOException e) {
      // The file says so as well when it cannot be opened.
    }
    return LogFile.open(path(run), MAX_BYTES);
  }

  private void prune() throws IOException {
    record Seen(Path path, FileTime changed) {}
    var files = new ArrayList<Seen>();
    try (Stream<Path> paths = Files.list(folder)) {
      for (Path path : (Iterable<Path>) paths::iterator) {
        files.add(new Seen(path, Files.getLastModifiedTime(path)));
      }
    }
    files.sort(Comparator.comparing(Seen::changed));
    List<Seen> old = files.subList(0, Math.max(0, files.size() - KEPT));
    for (Seen file : old) {
      Files.deleteIfExists(file.path());
    }
  }

  static FileAttribute<?>[] only(Path path, String permissions) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
