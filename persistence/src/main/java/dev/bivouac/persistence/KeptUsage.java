package dev.bivouac.persistence;

import dev.bivouac.journal.UsageJson;
import dev.bivouac.run.RunId;
import dev.bivouac.run.Usage;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Optional;

/**
 * What a run has used, in its row, so that a list of runs reads no journals. It says after how many
 * entries: a process of an older schema that is still at work moves a run on without it.
 */
final class KeptUsage {
  private KeptUsage() {}

  /**
   * Fills three parameters: the usage, the number of entries, a checksum.
   *
   * @param first the number of the first of the three
   */
  static void set(
      PreparedStatement statement, int first, RunId run, int entries, Optional<Usage> used)
      throws SQLException {
    if (used.isEmpty()) {
      statement.setNull(first, Types.VARCHAR);
      statement.setNull(first + 1, Types.INTEGER);
      statement.setNull(first + 2, Types.BIGINT);
      return;
    }
    String text = UsageJson.text(used.get());
    statement.setString(first, text);
    statement.setInt(first + 1, entries);
    statement.setLong(first + 2, Checksum.ofUsage(run, entries, text));
  }

  /**
   * What three columns say.
   *
   * @param first the number of the first of the three
   * @param entries that the run has now
   * @return empty if it is not known
   */
  static Optional<Usage> read(ResultSet row, int first, RunId run, int entries)
      throws SQLException {
    String text = row.getString(first);
    int counted = row.getInt(first + 1);
    if (text == null || row.wasNull() || counted != entries) {
      return Optional.empty();
    }
    Checksum.check(
        row, first + 2, Checksum.ofUsage(run, counted, text), "what run %s used".formatted(run));
    return Optional.of(UsageJson.parse(text));
  }
}
