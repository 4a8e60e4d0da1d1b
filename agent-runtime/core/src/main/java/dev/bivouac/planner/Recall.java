package dev.bivouac.planner;

import dev.bivouac.journal.Journal;
import dev.bivouac.journal.RunState;
import dev.bivouac.journal.Step;
import dev.bivouac.run.Text;
import dev.bivouac.tool.OnResume;
import dev.bivouac.tool.Repeat;
import dev.bivouac.tool.ToolContext;
import dev.bivouac.tool.ToolFailure;
import dev.bivouac.tool.ToolOutput;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;

/**
 * Gives the model a result back that was hidden to make room. Declared in every run that has tools,
 * from its first request on, since a tool that is declared later would change what all requests
 * begin with.
 */
public final class Recall {
  /** As the model calls it. */
  public static final String NAME = "recall";

  private static final int SHOWN = 40;

  private final Journal journal;

  public Recall(Journal journal) {
    this.journal = journal;
  }

  @Tool(
      name = NAME,
      value =
          "Reads once more the result of an earlier tool call that was hidden to save space. Only for results that are marked as hidden.")
  @OnResume(Repeat.READS)
  public ToolOutput recall(
      @P("the call, as the mark of the hidden result names it, such as 12.0") String call,
      ToolContext context) {
    String wanted = call.strip();
    return RunState.replay(journal.read(context.run()))
        .calls()
        .filter(earlier -> earlier.call().key().toString().equals(wanted))
        .flatMap(earlier -> earlier.end().stream())
        .map(Step.End::text)
        .findFirst()
        .map(ToolOutput::whole)
        .orElseThrow(() ->
            new ToolFailure(
                "There is no result of a call '%s'. Use the name that the mark of the hidden result gives, such as 12.0."
                    .formatted(Text.cut(wanted, SHOWN))));
  }
}
