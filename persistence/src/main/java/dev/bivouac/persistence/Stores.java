package dev.bivouac.persistence;

import dev.bivouac.journal.JournalFailedException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Opens the store that an address names: a folder, or a PostgreSQL database. */
public final class Stores {
  private static final String DATABASE = "jdbc:";

  private Stores() {}

  /** True if the address names a database, not a folder. */
  public static boolean isDatabase(String address) {
    return address.startsWith(DATABASE);
  }

  /** What is wrong with an address, as a sentence that does not repeat it. */
  public static Optional<String> problem(String address) {
    if (!isDatabase(address)) {
      return Optional.empty();
    }
    return address.startsWith(PostgresAddress.SCHEME)
        ? PostgresAddress.problem(address)
        : Optional.of(
            "Store address must be a folder, or begin with jdbc:postgresql://, the only database it can be.");
  }

  /** The address without what is not for people to read. */
  public static String shown(String address) {
    int parameters = isDatabase(address) ? address.indexOf('?') : -1;
    return parameters < 0 ? address : address.substring(0, parameters);
  }

  /**
   * The files of a store in a folder that hold its runs, and how many bytes each has.
   *
   * @return by name, in order; none if the folder is not there
   * @throws IOException if it cannot be listed
   */
  public static SortedMap<String, Long> files(Path folder) throws IOException {
    var files = new TreeMap<String, Long>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> paths = Files.newDirectoryStream(folder, "runs-*.mv.db")) {
        for (Path path : paths) {
          files.put(String.valueOf(path.getFileName()), Files.size(path));
        }
      }
    }
    return files;
  }

  /**
   * Opens a store. What PostgreSQL needs is not loaded for a folder.
   *
   * @param program its name and version, for programs of other versions
   * @param notes told, a sentence each, what people should know about an answer
   * @throws JournalFailedException if the address names no store that can be used
   */
  public static Store open(String address, Clock clock, String program, Consumer<String> notes) {
    Optional<String> problem = problem(address);
    if (problem.isPresent()) {
      throw new JournalFailedException(problem.get());
    }
    return isDatabase(address)
        ? PostgresStore.open(address, clock)
        : H2Store.open(Path.of(address), clock, program, notes);
  }
}
