package dev.bivouac.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.UUID;

/** Puts a page where the user wants it: whole or not at all. */
final class PageFile {
  private static final String STDOUT = "-";

  private PageFile() {}

  /**
   * Writes a page.
   *
   * @param where a file, which is replaced, or {@code -} for standard output
   */
  static void write(Surroundings around, String where, String markup) {
    if (where.equals(STDOUT)) {
      around.out().print(markup);
      around.out().flush();
      return;
    }
    Path file = path(where);
    try {
      replace(file, markup);
    } catch (IOException e) {
      throw new RefusedException(
          "Page %s cannot be written (%s). Name a file in a folder that is there and yours."
              .formatted(file, e.getClass().getSimpleName()));
    }
    around.say(
        String.format(
            Locale.ROOT,
            "Wrote %s (%,d kB). It holds all that the run read, thought and wrote.",
            where,
            markup.length() / 1000 + 1));
  }

  private static Path path(String where) {
    try {
      return Path.of(where).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new UsageException("--html must be a file or -, was '%s'.".formatted(where));
    }
  }

  private static void replace(Path file, String markup) throws IOException {
    // Not a temporary file of the JDK's, which nobody but its owner may read.
    Path half = file.resolveSibling("." + UUID.randomUUID() + ".part");
    try {
      Files.writeString(half, markup, StandardCharsets.UTF_8);
      Files.move(half, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(half);
    }
  }
}
