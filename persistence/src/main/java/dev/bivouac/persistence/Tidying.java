package dev.bivouac.persistence;

import dev.bivouac.journal.JournalFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Gives back the space that old states of a closed file take up, by copying what is live to a draft
 * that takes the file's place once it was found to say the same.
 */
final class Tidying {
  private static final long SMALL = 1_000_000;
  private static final double MOSTLY_LIVE = 0.6;

  private Tidying() {}

  static boolean isWorthwhile(HeldFile held) {
    try {
      return held.size() > SMALL && held.read(H2::liveShare) < MOSTLY_LIVE;
    } catch (JournalFailedException e) {
      return false;
    }
  }

  /** Only for the file's owner. */
  static void run(StoreFile file) {
    Path draft = file.draft();
    try {
      H2.copyLive(file.scheme(), file.data(), draft);
      if (contents(file, draft).equals(contents(file, file.data()))) {
        PrivateFiles.putInPlace(draft, file.data());
      } else {
        Files.deleteIfExists(draft);
      }
    } catch (IOException | SQLException e) {
      // The file was only read, and stays as large as it is; the next close tries again.
    }
  }

  private static String contents(StoreFile file, Path data) throws SQLException {
    try (Connection connection = H2.openReadOnly(file.scheme(), data)) {
      return Sql.first(
                  connection,
                  "SELECT COUNT(*) || ' ' || SUM(epoch) || ' ' || SUM(next_entry) FROM run")
              .orElse("")
          + Sql.first(
                  connection, "SELECT ' ' || COUNT(*) || ' ' || SUM(CHAR_LENGTH(body)) FROM entry")
              .orElse("");
    }
  }
}
