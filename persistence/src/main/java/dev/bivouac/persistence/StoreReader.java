package dev.bivouac.persistence;

import dev.bivouac.journal.JournalFailedException;
import dev.bivouac.journal.RunHead.Holder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a file that this process does not hold. Where nobody writes it, the file itself is opened,
 * for reading only; where another process does, a private copy, which may be torn: then another is
 * made. Whether all that was acknowledged is there is found out by counting.
 */
final class StoreReader {
  private static final int ATTEMPTS = 5;

  private final StoreFile file;
  private final Consumer<Holder> copied;

  /**
   * Reads one file.
   *
   * @param copied told who holds it, if an answer is from a copy
   */
  StoreReader(StoreFile file, Consumer<Holder> copied) {
    this.file = file;
    this.copied = copied;
  }

  <T> T read(FileQuery<T> query) {
    for (int attempt = 1; ; attempt++) {
      try {
        Optional<T> answer = readInPlace(query);
        return answer.isPresent() ? answer.get() : readOlder(query);
      } catch (SQLException e) {
        if (!H2.isLocked(e)) {
          throw Trouble.damaged(file, e);
        }
      }
      try {
        return readCopy(query);
      } catch (SQLException e) {
        if (attempt == ATTEMPTS) {
          throw Trouble.notRead(file, e);
        }
      } catch (JournalFailedException e) {
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /** Empty if the tables are older than this program. */
  private <T> Optional<T> readInPlace(FileQuery<T> query) throws SQLException {
    long promised = FileOwner.entries(file);
    try (Connection connection = H2.openReadOnly(file.scheme(), file.data())) {
      if (Schema.version(file, connection) < Schema.VERSION) {
        return Optional.empty();
      }
      FileOwner.check(file, promised, WrittenCount.read(connection));
      return Optional.of(query.on(connection, Optional.empty()));
    }
  }

  private <T> T readCopy(FileQuery<T> query) throws SQLException {
    long promised = FileOwner.entries(file);
    Holder holder = FileOwner.holder(file);
    return withCopy(copy -> {
      if (isOlder(copy)) {
        Migration.run(H2.url(file.scheme(), copy));
      }
      try (Connection connection = H2.openReadOnly(file.scheme(), copy)) {
        FileOwner.check(file, promised, WrittenCount.read(connection));
        T answer = query.on(connection, Optional.of(holder));
        copied.accept(holder);
        return answer;
      }
    });
  }

  private boolean isOlder(Path copy) throws SQLException {
    try (Connection connection = H2.openReadOnly(file.scheme(), copy)) {
      return Schema.version(file, connection) < Schema.VERSION;
    }
  }

  /** A file that was cut may come up as it was when it was made. */
  private <T> T readOlder(FileQuery<T> query) throws SQLException {
    long promised = FileOwner.entries(file);
    return withCopy(copy -> {
      Migration.run(H2.url(file.scheme(), copy));
      try (Connection connection = H2.openReadOnly(file.scheme(), copy)) {
        FileOwner.check(file, promised, WrittenCount.read(connection));
        return query.on(connection, Optional.empty());
      }
    });
  }

  private <T> T withCopy(OnCopy<T> use) throws SQLException {
    try {
      Path folder = Files.createTempDirectory("bivouac-copy-");
      Path copy = folder.resolve(file.data().getFileName().toString());
      try {
        Files.copy(file.data(), copy);
        return use.read(copy);
      } finally {
        Files.deleteIfExists(copy);
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw Trouble.notCopied(file, e);
    }
  }

  @FunctionalInterface
  private interface OnCopy<T> {
    T read(Path copy) throws SQLException;
  }
}
