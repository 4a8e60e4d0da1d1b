package dev.bivouac.persistence;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.h2.jdbcx.JdbcDataSource;

/** The one user of Flyway. */
final class Migration {
  private Migration() {}

  /** Brings the H2 database at that address to the newest schema. */
  static void run(String url) throws SQLException {
    var source = new JdbcDataSource();
    source.setURL(url);
    run(source, "h2");
  }

  /**
   * Brings a database to the newest schema.
   *
   * @param dialect the folder of its migrations
   */
  static void run(DataSource source, String dialect) throws SQLException {
    try {
      Flyway.configure(Migration.class.getClassLoader())
          .dataSource(source)
          .locations("classpath:dev/bivouac/persistence/schema/" + dialect)
          .failOnMissingLocations(true)
          .loggers(FlywayLog.Creator.class.getName())
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new SQLException(e.getMessage(), e);
    }
  }
}
