package dev.bivouac.planner;

import dev.bivouac.journal.Journal;
import dev.bivouac.model.ModelProfile;
import dev.bivouac.retry.Restraint;
import dev.bivouac.retry.RetryPolicy;
import dev.bivouac.tool.Toolbox;
import dev.langchain4j.model.chat.StreamingChatModel;
import java.util.Optional;

/**
 * What a planner works with.
 *
 * @param journal where events go
 * @param model who is asked
 * @param profile what is known of it
 * @param toolbox what it can call
 * @param patience how long and how often to try
 * @param listener who watches
 */
public record RuntimeParts(
    Journal journal,
    StreamingChatModel model,
    ModelProfile profile,
    Toolbox toolbox,
    Patience patience,
    RunListener listener) {
  /**
   * How long and how often to try.
   *
   * @param model attempts of a model call
   * @param tool waits between attempts of a tool call; how many is the tool's own word
   * @param tools how long tool calls may take
   * @param restraint what holds calls back, for all runs that share it; empty if nothing does
   */
  public record Patience(
      RetryPolicy model, RetryPolicy tool, ToolPatience tools, Optional<Restraint> restraint) {
    public static final Patience DEFAULT =
        new Patience(RetryPolicy.MODEL, RetryPolicy.TOOL, ToolPatience.DEFAULT);

    /** With nothing that holds calls back. */
    public Patience(RetryPolicy model, RetryPolicy tool, ToolPatience tools) {
      this(model, tool, tools, Optional.empty());
    }

    /** The same, held back by that. */
    public Patience with(Restraint other) {
      return new Patience(model, tool, tools, Optional.of(other));
    }
  }

  public RuntimeParts {
    listener = listener instanceof QuietListener ? listener : new QuietListener(listener);
  }
}
