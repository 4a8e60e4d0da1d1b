package dev.bivouac.cli.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * The file of settings on the disk. It is replaced whole or not at all, and only its user can read
 * it afterwards; a link to a file elsewhere stays a link.
 */
public final class ConfigFile {
  private final Path path;

  /** The file at that place, which need not be there yet. */
  public ConfigFile(Path path) {
    this.path = path;
  }

  /** What it holds; nothing if it is not there. */
  public PropertiesText read() throws IOException {
    return PropertiesText.parse(Files.exists(path) ? Files.readString(path) : "");
  }

  /** Puts this in its place. */
  public void write(PropertiesText text) throws IOException {
    Path target = Files.exists(path) ? path.toRealPath() : path;
    Path folder = target.toAbsolutePath().resolveSibling(".").normalize();
    if (!Files.isDirectory(folder)) {
      Files.createDirectories(folder, only(folder, "rwx------"));
    }
    Path draft = Files.createTempFile(folder, ".config-", ".new", only(folder, "rw-------"));
    try {
      try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text.toString());
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static FileAttribute<?>[] only(Path path, String permissions) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }
}
