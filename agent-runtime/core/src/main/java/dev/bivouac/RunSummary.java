package dev.bivouac;

import dev.bivouac.journal.RunState;
import dev.bivouac.run.RunId;
import dev.bivouac.run.RunStatus;
import java.nio.file.Path;
import java.util.List;

/**
 * How far a run came.
 *
 * @param id its name
 * @param state as its journal says; {@link RunStatus#RUNNING} means that it was stopped and can be
 *     resumed
 * @param files that it left behind
 * @param notes what was found when its answer was checked, a sentence each
 */
public record RunSummary(RunId id, RunState state, List<Path> files, List<String> notes) {
  public RunSummary {
    files = List.copyOf(files);
    notes = List.copyOf(notes);
  }

  /** Where it stands. */
  public RunStatus status() {
    return state.status();
  }
}
