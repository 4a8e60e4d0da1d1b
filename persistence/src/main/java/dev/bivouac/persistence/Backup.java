package dev.bivouac.persistence;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Copies a file row by row into a new one: whole, compact and of the newest schema, whatever the
 * state of the old one's pages is. The copy takes its name when it is finished.
 */
final class Backup {
  private static final int PAGE = 200;

  private final Connection from;
  private final Connection to;

  private Backup(Connection from, Connection to) {
    this.from = from;
    this.to = to;
  }

  /**
   * Copies everything.
   *
   * @param target is not there yet
   * @return how many runs there are
   */
  static int write(Connection from, StoreFile target) throws SQLException {
    try {
      PrivateFiles.createEmpty(target.draft());
      Migration.run(H2.url(target.scheme(), target.draft()));
      int runs;
      long entries;
      try (Connection to = H2.open(target.scheme(), target.draft())) {
        to.setAutoCommit(false);
        runs = new Backup(from, to).copy();
        entries = WrittenCount.read(to);
        to.commit();
        H2.sync(to);
      }
      PrivateFiles.putInPlace(target.draft(), target.data());
      try (FileOwner owner =
          FileOwner.take(target, Instant.EPOCH).orElseThrow(() -> new IOException("in use"))) {
        owner.acknowledged(entries);
      }
      return runs;
    } catch (IOException e) {
      throw Trouble.notWritten(target, e);
    }
  }

  private int copy() throws SQLException {
    List<String> runs = ids();
    for (String run : runs) {
      rows("run", "WHERE id = ?", run);
      int number = 0;
      int copied = PAGE;
      while (copied == PAGE) {
        copied =
            rows(
                "entry",
                "WHERE run_id = ? AND number > ? AND number <= ?",
                run,
                number,
                number + PAGE);
        number += PAGE;
      }
      to.commit();
    }
    try (PreparedStatement delete = to.prepareStatement("DELETE FROM written")) {
      delete.executeUpdate();
    }
    rows("written", "");
    return runs.size();
  }

  private List<String> ids() throws SQLException {
    var ids = new ArrayList<String>();
    try (PreparedStatement select =
            from.prepareStatement("SELECT id FROM run ORDER BY created_at, id");
        ResultSet row = select.executeQuery()) {
      while (row.next()) {
        ids.add(row.getString(1));
      }
    }
    return ids;
  }

  private int rows(String table, String where, Object... values) throws SQLException {
    try (PreparedStatement select = from.prepareStatement("SELECT * FROM " + table + " " + where)) {
      for (int i = 0; i < values.length; i++) {
        select.setObject(i + 1, values[i]);
      }
      try (ResultSet row = select.executeQuery()) {
        return insert(table, row);
      }
    }
  }

  private int insert(String table, ResultSet row) throws SQLException {
    ResultSetMetaData columns = row.getMetaData();
    var names = new ArrayList<String>();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      names.add(columns.getColumnName(i));
    }
    String marks =
        IntStream.range(0, names.size()).mapToObj(i -> "?").collect(Collectors.joining(", "));
    int rows = 0;
    try (PreparedStatement insert =
        to.prepareStatement(
            "INSERT INTO %s (%s) VALUES (%s)".formatted(table, String.join(", ", names), marks))) {
      while (row.next()) {
        for (int i = 1; i <= names.size(); i++) {
          insert.setObject(i, row.getObject(i));
        }
        insert.addBatch();
        rows++;
      }
      insert.executeBatch();
    }
    return rows;
  }
}
