package dev.bivouac.cli;

import dev.bivouac.journal.Journal;
import dev.bivouac.journal.RunHead;
import picocli.CommandLine.Parameters;

/** The run that a command is about. */
final class ChosenRun {
  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "The beginning of its id, its key, or 'last'.")
  private String name = "";

  /**
   * That run.
   *
   * @throws UsageException if it is not in the store, or could be several
   */
  RunHead in(Journal journal) {
    return RunFinder.find(journal, name);
  }
}
