package dev.bivouac.persistence;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.StoredEvent;
import dev.bivouac.run.RunId;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A checksum over a row, kept in the row: a bit that has changed on the disk is noticed when the
 * row is read, which H2 does not do.
 */
final class Checksum {
  private Checksum() {}

  /** What stays the same of a run. */
  static long ofRun(RunId id, Optional<String> key, String spec, Instant createdAt) {
    return of(id.value(), key.orElse(""), spec, createdAt.toString());
  }

  /** An entry, in its place. */
  static long ofEntry(RunId run, Entry entry, StoredEvent stored) {
    return ofEntry(run, entry.number(), entry.epoch(), entry.at(), stored);
  }

  static long ofEntry(RunId run, int number, int epoch, Instant at, StoredEvent stored) {
    return of(
        run.value(),
        Integer.toString(number),
        Integer.toString(epoch),
        at.toString(),
        stored.type(),
        Integer.toString(stored.version()),
        stored.body());
  }

  /** What a run has used after so many entries. */
  static long ofUsage(RunId run, int entries, String used) {
    return of(run.value(), Integer.toString(entries), used);
  }

  private static long of(String... parts) {
    var sum = new CRC32C();
    for (String part : parts) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      sum.update(bytes);
      sum.update(bytes.length);
    }
    return sum.getValue();
  }

  /** Throws if a row has another checksum; one from before there were any has none. */
  static void check(ResultSet row, int column, long right, String what) throws SQLException {
    long kept = row.getLong(column);
    if (!row.wasNull() && kept != right) {
      throw new SQLException(what + " is damaged");
    }
  }
}
