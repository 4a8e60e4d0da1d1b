package dev.bivouac.persistence;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The version of the tables. Flyway brings them up to date, and only then are its classes loaded.
 * Its lock lets one of several processes do it; the others find it done.
 */
final class PostgresSchema {
  /** The newest migration. */
  static final int VERSION = 2;

  private static final int OLDEST_SERVER = 150_000;
  private static final int NAMED = 3;
  private static final String HISTORY = "flyway_schema_history";

  private PostgresSchema() {}

  /**
   * Makes sure that the tables are ours and up to date.
   *
   * @throws dev.bivouac.journal.JournalFailedException if they cannot be; then they are as they
   *     were
   */
  static void check(PostgresLink link, DataSource source) {
    int version = link.read(connection -> version(link.address(), connection));
    if (version < VERSION) {
      try {
        Migration.run(source, "postgresql");
      } catch (SQLException e) {
        throw PostgresTrouble.notMigrated(link.address(), e);
      }
    }
  }

  private static int version(PostgresAddress store, Connection connection) throws SQLException {
    refuseOldServer(store, connection);
    List<String> tables = tables(connection);
    if (tables.isEmpty()) {
      return 0;
    }
    if (!tables.contains(HISTORY)) {
      throw PostgresTrouble.foreign(
          store, String.join(", ", tables.subList(0, Math.min(NAMED, tables.size()))));
    }
    int version = 0;
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT version, script FROM flyway_schema_history WHERE version IS NOT NULL");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        if (isOfAnother(row.getString(1), row.getString(2))) {
          throw PostgresTrouble.foreign(store, HISTORY + " with " + row.getString(2));
        }
        version = Math.max(version, Integer.parseInt(row.getString(1)));
      }
    }
    if (version > VERSION) {
      throw Trouble.newer(store, version, VERSION);
    }
    return version;
  }

  private static boolean isOfAnother(String version, String script) {
    return !version.matches("\\d{1,9}")
        || (version.equals("1") && !script.equals("V1__runs_and_entries.sql"));
  }

  private static void refuseOldServer(PostgresAddress store, Connection connection)
      throws SQLException {
    Optional<String> number = Sql.first(connection, "SELECT current_setting('server_version_num')");
    if (number.map(Integer::valueOf).orElse(0) < OLDEST_SERVER) {
      throw PostgresTrouble.oldServer(
          store, Sql.first(connection, "SELECT current_setting('server_version')").orElse("?"));
    }
  }

  /** What there is in the schema that ours would be in. */
  private static List<String> tables(Connection connection) throws SQLException {
    var tables = new ArrayList<String>();
    try (PreparedStatement select =
            connection.prepareStatement(
                "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
                    + " WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p', 'v', 'm', 'f')"
                    + " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')"
                    + " ORDER BY c.relname");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        tables.add(row.getString(1));
      }
    }
    return tables;
  }
}
