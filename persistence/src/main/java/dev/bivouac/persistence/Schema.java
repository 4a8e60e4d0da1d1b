package dev.bivouac.persistence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * The version of the tables. Flyway brings them up to date, and only then are its classes loaded:
 * one SELECT tells whether there is anything to do. It never works on the file itself but on a
 * draft that takes the file's place when it is finished, so a process that dies meanwhile leaves
 * everything as it was.
 */
final class Schema {
  /** The newest migration. */
  static final int VERSION = 4;

  private Schema() {}

  /**
   * The version of an open file; 0 if it has no tables yet.
   *
   * @throws dev.bivouac.journal.JournalFailedException if it is newer than this program
   */
  static int version(StoreFile file, Connection connection) throws SQLException {
    int version = 0;
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT \"version\" FROM \"flyway_schema_history\" WHERE \"version\" IS NOT NULL");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        version = Math.max(version, Integer.parseInt(row.getString(1)));
      }
    } catch (SQLException e) {
      if (!H2.isTableMissing(e)) {
        throw e;
      }
    }
    if (version > VERSION) {
      throw Trouble.newer(file, version, VERSION);
    }
    return version;
  }

  /** Brings a file up to date, or makes a new one. Only for the file's owner. */
  static void migrate(StoreFile file) {
    Path draft = file.draft();
    try {
      PrivateFiles.createEmpty(draft);
      if (Files.exists(file.data())) {
        Files.copy(file.data(), draft, StandardCopyOption.REPLACE_EXISTING);
      }
      Migration.run(H2.url(file.scheme(), draft));
      PrivateFiles.putInPlace(draft, file.data());
    } catch (IOException | SQLException e) {
      throw Trouble.notMigrated(file, e);
    }
  }
}
