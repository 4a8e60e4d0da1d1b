package dev.bivouac.persistence;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.h2.api.ErrorCode;
import org.h2.message.DbException;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * How H2 is opened so that it keeps what it has acknowledged.
 *
 * <p>{@code ordered:} survives the loss of power ({@link OrderedFiles}). An interrupt would close a
 * file that is open, so only threads that nobody can interrupt get here. {@code WRITE_DELAY=0}
 * writes with the commit. Small pages make small commits. H2 does not close itself when the process
 * ends, since the writer closes last. It is not to tidy up when it closes: on small files that was
 * seen to take all the time it was given, again and again; {@link Tidying} does it instead.
 */
final class H2 {
  private static final String SUFFIX = ".mv.db";
  private static final String SETTINGS =
      ";DB_CLOSE_ON_EXIT=FALSE;WRITE_DELAY=0;MAX_COMPACT_TIME=0;PAGE_SIZE=4096"
          + ";TRACE_LEVEL_FILE=0;TRACE_LEVEL_SYSTEM_OUT=0";

  /** Not DriverManager, which would load every driver that it can find. */
  private static final AtomicReference<Driver> DRIVER = new AtomicReference<>(new org.h2.Driver());

  static {
    OrderedFiles.register();
  }

  private H2() {}

  /** For a draft, which counts only when it is finished. */
  static String url(String scheme, Path data) {
    String path = data.toString();
    return "jdbc:h2:" + scheme + path.substring(0, path.length() - SUFFIX.length()) + SETTINGS;
  }

  static Connection open(String scheme, Path data) throws SQLException {
    return connect(url(OrderedFiles.PREFIX + scheme, data));
  }

  static Connection openReadOnly(String scheme, Path data) throws SQLException {
    return connect(url(OrderedFiles.PREFIX + scheme, data) + ";ACCESS_MODE_DATA=r");
  }

  /** Makes connections by another driver from now on; returns the one until now. */
  static Driver connectWith(Driver other) {
    return DRIVER.getAndSet(other);
  }

  private static Connection connect(String url) throws SQLException {
    Driver driver = DRIVER.get();
    try {
      return driver.connect(url, new Properties());
    } catch (SQLException e) {
      if (e.getErrorCode() != ErrorCode.GENERAL_ERROR_1) {
        throw e;
      }
      // A database that failed while it was opened stays in H2 until somebody was told so again.
      return driver.connect(url, new Properties());
    }
  }

  /** Puts on the disk what was committed; the commit alone leaves it in the system's hands. */
  static void sync(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CHECKPOINT SYNC");
    }
  }

  /** True if the file is open elsewhere. */
  static boolean isLocked(SQLException e) {
    return e.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1;
  }

  /** The part of an open file that is not made up of its old states, from 0 to 1. */
  static double liveShare(Connection connection) throws SQLException {
    return setting(connection, "info.FILL_RATE") * setting(connection, "info.CHUNKS_FILL_RATE");
  }

  private static double setting(Connection connection, String percentage) throws SQLException {
    return Sql.first(
                connection,
                "SELECT setting_value FROM information_schema.settings WHERE setting_name = ?",
                percentage)
            .map(Integer::valueOf)
            .orElse(100)
        / 100.0;
  }

  /** Copies what is live in a closed file to another, which is replaced. */
  static void copyLive(String scheme, Path from, Path to) throws SQLException {
    try {
      MVStore.compact(scheme + from, scheme + to, false, null);
    } catch (MVStoreException | CompletionException | DbException e) {
      throw new SQLException(e.getMessage(), e);
    }
  }

  static boolean isTableMissing(SQLException e) {
    return switch (e.getErrorCode()) {
      case ErrorCode.TABLE_OR_VIEW_NOT_FOUND_1,
          ErrorCode.TABLE_OR_VIEW_NOT_FOUND_WITH_CANDIDATES_2,
          ErrorCode.TABLE_OR_VIEW_NOT_FOUND_DATABASE_EMPTY_1 ->
          true;
      default -> false;
    };
  }
}
