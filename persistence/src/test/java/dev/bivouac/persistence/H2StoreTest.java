package dev.bivouac.persistence;

import dev.bivouac.journal.Journal;
import dev.bivouac.journal.JournalContract;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.io.TempDir;

class H2StoreTest extends JournalContract {
  @TempDir private Path folder;

  @Override
  protected Journal open(Clock clock) {
    return H2Store.open(folder.resolve("store"), clock);
  }
}
