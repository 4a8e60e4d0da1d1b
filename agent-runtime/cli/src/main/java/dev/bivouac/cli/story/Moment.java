package dev.bivouac.cli.story;

import dev.bivouac.journal.JournalEvent.AttemptFailed;
import dev.bivouac.journal.JournalEvent.ModelAsked;
import dev.bivouac.journal.JournalEvent.ProviderChanged;
import dev.bivouac.journal.JournalEvent.RunPaused;
import dev.bivouac.journal.JournalEvent.RunResumed;
import dev.bivouac.run.CallKey;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Something that happened beside the replies and the calls. */
public sealed interface Moment {
  /** When it happened. */
  Mark mark();

  /**
   * An attempt failed, of the model or of a tool.
   *
   * @param began when it began, if that was written down
   */
  record Failed(Mark mark, Optional<Mark> began, AttemptFailed event) implements Moment {}

  /**
   * The run waited before it tried again.
   *
   * @param mark when it began to wait
   */
  record Waited(Mark mark, Duration pause) implements Moment {}

  /**
   * The model was asked, and no answer was written down: none has come yet, or the process died.
   *
   * @param mark when it was asked
   */
  record Unanswered(Mark mark, ModelAsked event) implements Moment {}

  /** The runtime spoke to the model. */
  record Reminded(Mark mark, String text) implements Moment {}

  /**
   * Old results left the window.
   *
   * @param lines what stands in their place
   */
  record Hidden(Mark mark, Map<CallKey, String> lines) implements Moment {
    public Hidden {
      lines = Map.copyOf(lines);
    }
  }

  /** Another provider was asked from then on. */
  record Changed(Mark mark, ProviderChanged event) implements Moment {}

  /** The run was left waiting. */
  record Paused(Mark mark, RunPaused event) implements Moment {}

  /**
   * A process took the run up.
   *
   * @param away how long nobody had written anything
   */
  record Resumed(Mark mark, Duration away, RunResumed event) implements Moment {}
}
