package dev.bivouac.journal;

import dev.bivouac.run.RunId;
import dev.bivouac.run.RunStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * What a store knows of a run without reading its journal.
 *
 * @param id its name
 * @param key the name its user gave it, if any; unique in a store
 * @param stored what was asked for, as it is stored
 * @param status where it stands according to its last entry
 * @param position how far its journal is
 * @param holder the process that holds it now, if one does
 */
public record RunHead(
    RunId id,
    Optional<String> key,
    StoredSpec stored,
    RunStatus status,
    Position position,
    Optional<Holder> holder) {
  /**
   * How far a journal is.
   *
   * @param epoch of the last taking-over
   * @param entries written so far
   * @param steps model answers among them
   * @param createdAt of the first entry
   * @param updatedAt of the last
   */
  public record Position(int epoch, int entries, int steps, Instant createdAt, Instant updatedAt) {}

  /**
   * A process that holds a run, or the file that it lives in.
   *
   * @param process for people: process id and host
   * @param since when it took it
   * @param atWork false if it drives the run no more and only holds the file
   */
  public record Holder(String process, Instant since, boolean atWork) {
    /** One that drives the run, as far as anybody knows. */
    public Holder(String process, Instant since) {
      this(process, since, true);
    }
  }

  /** What was asked for. */
  public RunSpec spec() {
    return stored.spec();
  }

  /** True if some process drives it at the moment. */
  public boolean atWork() {
    return status == RunStatus.RUNNING && holder.filter(Holder::atWork).isPresent();
  }

  /** True if it is neither over nor waits, and no process drives it: it is there to be resumed. */
  public boolean interrupted() {
    return status == RunStatus.RUNNING && holder.filter(Holder::atWork).isEmpty();
  }

  /**
   * Where a run stands after one more event, as stores keep it.
   *
   * @param before where it stood
   */
  public static RunStatus statusAfter(RunStatus before, JournalEvent event) {
    return switch (event) {
      case JournalEvent.RunStarted started -> RunStatus.RUNNING;
      case JournalEvent.RunResumed resumed -> RunStatus.RUNNING;
      case JournalEvent.RunPaused paused -> RunStatus.PAUSED;
      case JournalEvent.RunFinished finished -> RunStatus.of(finished.outcome());
      case JournalEvent.ModelAsked asked -> before;
      case JournalEvent.ModelReplied replied -> before;
      case JournalEvent.AttemptFailed failed -> before;
      case JournalEvent.ToolStarted started -> before;
      case JournalEvent.ToolFinished finished -> before;
      case JournalEvent.OutcomeUnknown unknown -> before;
      case JournalEvent.Reminded reminded -> before;
      case JournalEvent.ResultsHidden hidden -> before;
    };
  }
}
