package dev.bivouac.persistence;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.Journal;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.JournalEvent.RunStarted;
import dev.bivouac.journal.Lease;
import dev.bivouac.journal.RunHead;
import dev.bivouac.run.RunId;
import java.util.List;
import java.util.Optional;

/**
 * A journal in a database, whose process says that it is about to ask for something and asks at
 * once: whoever kills it then meets it in the middle.
 */
final class ErrandJournal implements Journal {
  private final Journal journal;
  private int untilCommit;
  private int untilRecovery;

  /**
   * Passes everything on.
   *
   * @param commit before which append to say so, from 1; never for 0
   * @param recovery before which reading or taking-over
   */
  ErrandJournal(Journal journal, int commit, int recovery) {
    this.journal = journal;
    this.untilCommit = commit;
    this.untilRecovery = recovery;
  }

  private void recovering() {
    untilRecovery--;
    if (untilRecovery == 0) {
      Parking.say("parked recovery");
    }
  }

  @Override
  public Lease create(RunId id, Optional<String> key, RunStarted started) {
    return journal.create(id, key, started);
  }

  @Override
  public Lease takeOver(RunId id) {
    recovering();
    return journal.takeOver(id);
  }

  @Override
  public List<Entry> append(Lease lease, int next, List<JournalEvent> events) {
    untilCommit--;
    if (untilCommit == 0) {
      Parking.say("parked commit");
    }
    return journal.append(lease, next, events);
  }

  @Override
  public List<Entry> read(RunId id) {
    recovering();
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
    recovering();
    return journal.list(most);
  }

  @Override
  public void remove(Lease lease) {
    journal.remove(lease);
  }

  @Override
  public void close() {
    journal.close();
  }
}
