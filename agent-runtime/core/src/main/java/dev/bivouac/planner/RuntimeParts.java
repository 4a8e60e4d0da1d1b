package dev.bivouac.planner;

import dev.bivouac.journal.Journal;
import dev.bivouac.model.ModelProfile;
import dev.bivouac.retry.RetryPolicy;
import dev.bivouac.tool.Toolbox;
import dev.langchain4j.model.chat.StreamingChatModel;

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
   */
  public record Patience(RetryPolicy model, RetryPolicy tool, ToolPatience tools) {
    public static final Patience DEFAULT =
        new Patience(RetryPolicy.MODEL, RetryPolicy.TOOL, ToolPatience.DEFAULT);
  }

  public RuntimeParts {
    listener = listener instanceof QuietListener ? listener : new QuietListener(listener);
  }
}
