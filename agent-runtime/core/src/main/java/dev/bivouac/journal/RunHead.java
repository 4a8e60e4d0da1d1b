package dev.bivouac.journal;

import dev.bivouac.run.RunId;
import dev.bivouac.run.RunStatus;
import dev.bivouac.run.Usage;
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
   * @param used tokens and money so far, as {@link Progress#usage} has them; empty where whoever
   *     wrote the last entry did not count, as older programs do
   */
  public record Position(
      int epoch,
      int entries,
      int steps,
      Instant createdAt,
      Instant updatedAt,
      Optional<Usage> used) {}

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
    return statusSetBy(event).orElse(before);
  }

  /** The status that an event gives its run; empty if it leaves the status as it was. */
  public static Optional<RunStatus> statusSetBy(JournalEvent event) {
    return switch (event) {
      case JournalEvent.RunStarted started -> Optional.of(RunStatus.RUNNING);
      case JournalEvent.RunResumed resumed -> Optional.of(RunStatus.RUNNING);
      case JournalEvent.RunPaused paused -> Optional.of(RunStatus.PAUSED);
      case JournalEvent.RunFinished finished -> Optional.of(RunStatus.of(finished.outcome()));
      case JournalEvent.ModelAsked asked -> Optional.empty();
      case JournalEvent.ModelReplied replied -> Optional.empty();
      case JournalEvent.AttemptFailed failed -> Optional.empty();
      case JournalEvent.ToolStarted started -> Optional.empty();
      case JournalEvent.ToolFinished finished -> Optional.empty();
      case JournalEvent.OutcomeUnknown unknown -> Optional.empty();
      case JournalEvent.Reminded reminded -> Optional.empty();
      case JournalEvent.ResultsHidden hidden -> Optional.empty();
      case JournalEvent.ProviderChanged changed -> Optional.empty();
    };
  }
}
