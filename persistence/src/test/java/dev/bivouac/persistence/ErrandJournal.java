package dev.bivouac.persistence;

import dev.bivouac.journal.Batch;
import dev.bivouac.journal.Entry;
import dev.bivouac.journal.Journal;
import dev.bivouac.journal.Lease;
import dev.bivouac.journal.PassingJournal;
import dev.bivouac.journal.RunHead;
import dev.bivouac.run.RunId;
import java.util.List;

/**
 * A journal in a database, whose process says that it is about to ask for something and asks at
 * once: whoever kills it then meets it in the middle.
 */
final class ErrandJournal extends PassingJournal {
  private int untilCommit;
  private int untilRecovery;

  /**
   * Passes everything on.
   *
   * @param commit before which append to say so, from 1; never for 0
   * @param recovery before which reading or taking-over
   */
  ErrandJournal(Journal journal, int commit, int recovery) {
    super(journal);
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
  public Lease takeOver(RunId id) {
    recovering();
    return super.takeOver(id);
  }

  @Override
  public List<Entry> append(Lease lease, Batch batch) {
    untilCommit--;
    if (untilCommit == 0) {
      Parking.say("parked commit");
    }
    return super.append(lease, batch);
  }

  @Override
  public List<Entry> read(RunId id) {
    recovering();
    return super.read(id);
  }

  @Override
  public List<RunHead> list(int most) {
    recovering();
    return super.list(most);
  }
}
