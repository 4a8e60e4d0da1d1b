package dev.bivouac.persistence;

import dev.bivouac.journal.JournalFailedException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** What is said when a database cannot be used, and which troubles pass. */
final class PostgresTrouble {
  private static final String CONNECTION = "08";
  private static final String REFUSED = "28";
  static final String UNIQUE = "23505";

  /**
   * The server ends, restarts, starts, has no connection free, or cut off whoever was too slow; or
   * two transactions met, and another attempt sees what the other has done.
   */
  private static final Set<String> PASSING =
      Set.of("57P01", "57P02", "57P03", "53300", "25P03", "25P04", "40001", "40P01", UNIQUE);

  private PostgresTrouble() {}

  /** True if another attempt may go well. */
  static boolean passes(SQLException e) {
    Optional<String> state = state(e);
    return state.isPresent()
        ? state.get().startsWith(CONNECTION) || PASSING.contains(state.get())
        : e instanceof SQLTransientConnectionException;
  }

  /** What the server or the driver said, however deep it lies. */
  private static Optional<String> state(SQLException e) {
    Optional<String> innermost = Optional.empty();
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException said && said.getSQLState() != null) {
        innermost = Optional.of(said.getSQLState());
      }
    }
    return innermost;
  }

  static JournalFailedException ownMeans(PostgresAddress store) {
    return new JournalFailedException(
        "Store %s is a database, which has better means to be copied: pg_dump --format=custom --file=FILE DATABASE"
            .formatted(store));
  }

  static JournalFailedException badAddress(String problem) {
    return new JournalFailedException(problem);
  }

  static JournalFailedException notReached(PostgresAddress store, SQLException e) {
    String remedy =
        state(e).filter(state -> state.startsWith(REFUSED)).isPresent()
            ? "Check the user in the address, and the password in ~/.pgpass or PGPASSWORD."
            : "Check the address and whether the server runs.";
    return new JournalFailedException(
        "Store %s cannot be opened (%s). %s".formatted(store, Trouble.reason(e), remedy), e);
  }

  static JournalFailedException oldServer(PostgresAddress store, String version) {
    return new JournalFailedException(
        "Store %s is on PostgreSQL %s. Use version 15 or newer.".formatted(store, version));
  }

  static JournalFailedException foreign(PostgresAddress store, String tables) {
    return new JournalFailedException(
        "Store %s has tables of another program (%s); nothing was changed. Make a database for Bivouac alone: CREATE DATABASE bivouac."
            .formatted(store, tables));
  }

  static JournalFailedException notMigrated(PostgresAddress store, SQLException e) {
    return new JournalFailedException(
        "Store %s cannot be brought to this version (%s); nothing was changed. Check that the user may create tables there: GRANT CREATE ON SCHEMA public."
            .formatted(store, Trouble.reason(e)),
        e);
  }

  static JournalFailedException notDone(PostgresAddress store, SQLException e) {
    return new JournalFailedException(
        "Store %s refused (%s); nothing was written. Check the server's log, then resume the run."
            .formatted(store, Trouble.reason(e)),
        e);
  }

  static JournalFailedException silent(PostgresAddress store, Duration patience, SQLException e) {
    return new JournalFailedException(
        "Store %s could not be reached for %d s (%s); nothing was written. Check the server and the network, then resume the run."
            .formatted(store, patience.toSeconds(), Trouble.reason(e)),
        e);
  }

  static JournalFailedException unknown(PostgresAddress store, Duration patience, SQLException e) {
    return new JournalFailedException(
        "Store %s could not be reached for %d s (%s); whether the last entry was kept is unknown. Check the server and the network, then resume the run: it goes on from what was kept."
            .formatted(store, patience.toSeconds(), Trouble.reason(e)),
        e);
  }

  static JournalFailedException notHeld(PostgresAddress store) {
    return new JournalFailedException(
        "Store %s gave no lock that tells others that this process lives; nothing was written. Check the server's number of connections, then try again."
            .formatted(store));
  }
}
