package dev.bivouac.persistence;

import dev.bivouac.journal.Journals;
import dev.bivouac.run.SettableClock;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;

/** A store of PostgreSQL whose server fails. */
final class FailingPostgres implements Unreliable {
  /** The connection breaks. */
  static final String CUT = "08006";

  /** The server says no, and the connection lives. */
  static final String REFUSED = "58030";

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofMillis(250);
  private static final String LIVE =
      "SELECT COUNT(*) FROM holder h JOIN pg_locks l ON l.locktype = 'advisory' AND l.granted"
          + " AND h.lock_key = (l.classid::bigint << 32) | l.objid::bigint";

  private final String url;
  private final PostgresAddress address;
  private final FailingCalls calls;
  private Duration patience = LONG;

  /**
   * A store whose failures are called so.
   *
   * @param url of one that has tables, and nothing in them
   */
  FailingPostgres(String url, String state) {
    this.url = url;
    this.address = PostgresAddress.of(url, Map.of());
    this.calls = new FailingCalls(state, state.equals(CUT));
  }

  /** A store with tables and nothing in them. */
  static String empty() {
    String url = PostgresServer.shared().newStore();
    PostgresServer.open(url).close();
    return url;
  }

  @Override
  public Store open() {
    DataSource source = calls.over(DataSource.class, new PostgresSource(address));
    return PostgresStore.open(address, source, new SettableClock(Journals.START), patience);
  }

  @Override
  public String name() {
    return address.toString();
  }

  @Override
  public void failAt(long call, Fault fault) {
    // Who is never to be answered need not be waited for.
    patience = fault == Fault.FOR_EVER ? SHORT : LONG;
    calls.failAt(call, fault);
  }

  @Override
  public long mend() {
    long made = calls.mend();
    patience = LONG;
    Await.until(
        "the server has noticed", () -> PostgresServer.ask(url, LIVE).orElseThrow().equals("0"));
    return made;
  }

  @Override
  public void close() {
    PostgresServer.execute(url, "TRUNCATE run, entry, holder");
  }
}
