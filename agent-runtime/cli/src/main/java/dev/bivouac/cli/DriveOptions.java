package dev.bivouac.cli;

import picocli.CommandLine.Option;

/** How the program speaks while it drives a run. */
final class DriveOptions extends OutputOptions {
  @Option(
      names = "--events",
      description = {
        "Print each journal entry on stdout as it is written, one JSON object a line, and nothing"
            + " else there. A line holds run, number, epoch, at, type, version and body."
      })
  boolean events;

  /** Refuses what cannot go together: stdout is either one document or a line an entry. */
  void check() {
    if (events && json) {
      throw new UsageException("--events and --json both want stdout for themselves. Say one.");
    }
  }
}
