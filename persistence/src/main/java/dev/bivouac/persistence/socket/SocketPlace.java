package dev.bivouac.persistence.socket;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Where a server listens: beside its file, or, since systems take about a hundred bytes for a
 * socket's path, in a private temporary folder.
 */
public final class SocketPlace {
  /** Linux takes 108, macOS 104, with a zero at the end. */
  private static final int LONGEST = 100;

  private static final String FOLDER = "bivouac-socket-";
  private static final String NAME = "store.sock";

  private SocketPlace() {}

  /** True if the system takes such a path for a socket. */
  public static boolean fits(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST;
  }

  /** A place to listen at instead of one whose path is too long. */
  static Path elsewhere() throws IOException {
    // On systems without users' rights there may be no way to keep others out, and no socket.
    return Files.createTempDirectory(
            FOLDER,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
        .resolve(NAME);
  }

  /** Removes the socket of a process that listens no more, with the folder that was made for it. */
  public static void remove(Path socket) {
    try {
      Files.deleteIfExists(socket);
      Path folder = socket.getParent();
      if (folder != null
          && socket.endsWith(NAME)
          && String.valueOf(folder.getFileName()).startsWith(FOLDER)) {
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      // A socket that nobody listens at tells whoever connects to it so.
    }
  }
}
