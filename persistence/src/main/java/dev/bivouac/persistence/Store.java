package dev.bivouac.persistence;

import dev.bivouac.journal.Journal;
import dev.bivouac.journal.RunControl;
import dev.bivouac.planner.RunListener;
import dev.bivouac.run.RunId;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A journal that several processes share: each sees, stops and ends the runs of the others. */
public interface Store extends Journal {
  /**
   * Copies all runs to a new store in a folder, also while processes are at work on them: each file
   * as it is at one moment. What is missing in the copy was written later.
   *
   * @param target a folder that is empty or not there
   * @return how many runs were copied
   * @throws dev.bivouac.journal.JournalFailedException if something cannot be read or written, or
   *     if the store is a database, which has better means
   */
  int backup(Path target);

  /** Hears the live pieces of runs, and passes them on to whoever watches from other processes. */
  RunListener listener();

  /** Lets other processes stop and end the runs that somebody drives over this store. */
  void drivenBy(RunControl control);

  /** Stops and ends runs that other processes hold. */
  RunControl owners();

  /**
   * Watches a run wherever it is at work.
   *
   * @param listener told what happens, as the process itself would be
   * @param notes told, a sentence each, when the process stops answering and when it goes on
   */
  RunWatch watch(RunId id, RunListener listener, Consumer<String> notes);
}
