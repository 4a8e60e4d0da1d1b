package dev.bivouac.persistence;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.RunHead;
import dev.bivouac.persistence.socket.Served;
import dev.bivouac.run.RunId;
import java.util.List;
import java.util.Optional;

/**
 * What other processes are told of a file that this one holds. Every answer is read by the thread
 * that owns the connection, like everything else.
 */
record HeldRuns(HeldFile file) implements Served {
  private static final int PAGE = 50;

  @Override
  public List<RunHead> heads(int most) {
    return file.read(connection -> RunReads.heads(connection, most, Optional.of(file.holder())));
  }

  @Override
  public Optional<RunHead> find(RunId run) {
    return file.read(connection -> RunReads.head(connection, run, Optional.of(file.holder())));
  }

  @Override
  public Optional<RunHead> findByKey(String key) {
    return file.read(connection -> RunReads.headByKey(connection, key, Optional.of(file.holder())));
  }

  @Override
  public List<Entry> entries(RunId run, int from) {
    return file.read(connection -> RunReads.page(connection, run, from, PAGE));
  }
}
