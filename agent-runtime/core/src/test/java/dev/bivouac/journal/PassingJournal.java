package dev.bivouac.journal;

import dev.bivouac.journal.JournalEvent.RunStarted;
import dev.bivouac.run.RunId;
import java.util.List;
import java.util.Optional;

/** A journal that passes everything on to another, for one that does something besides. */
public class PassingJournal implements Journal {
  private final Journal journal;

  protected PassingJournal(Journal journal) {
    this.journal = journal;
  }

  @Override
  public Lease create(RunId id, Optional<String> key, RunStarted started) {
    return journal.create(id, key, started);
  }

  @Override
  public Lease takeOver(RunId id) {
    return journal.takeOver(id);
  }

  @Override
  public Lease forceTakeOver(RunId id) {
    return journal.forceTakeOver(id);
  }

  @Override
  public List<Entry> append(Lease lease, Batch batch) {
    return journal.append(lease, batch);
  }

  @Override
  public List<Entry> read(RunId id) {
    return journal.read(id);
  }

  @Override
  public Optional<RunHead> find(RunId id) {
    return journal.find(id);
  }

  @Override
  public Optional<RunHead> findByKey(String key) {
    return journal.findByKey(key);
  }

  @Override
  public List<RunHead> list(int most) {
    return journal.list(most);
  }

  @Override
  public void remove(Lease lease) {
    journal.remove(lease);
  }

  @Override
  public void letGo(Lease lease) {
    journal.letGo(lease);
  }

  @Override
  public void close() {
    journal.close();
  }
}
