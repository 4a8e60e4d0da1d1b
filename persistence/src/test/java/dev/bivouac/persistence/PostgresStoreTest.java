package dev.bivouac.persistence;

import dev.bivouac.journal.Journal;
import dev.bivouac.journal.JournalContract;
import java.time.Clock;
import java.time.Duration;

class PostgresStoreTest extends JournalContract {
  @Override
  protected Journal open(Clock clock) {
    return PostgresServer.open(PostgresServer.shared().newStore(), clock, Duration.ofSeconds(30));
  }
}
