package dev.bivouac;

import dev.bivouac.journal.Journal;
import dev.bivouac.journal.Journals;
import dev.bivouac.model.ScriptedModel;
import dev.bivouac.planner.RuntimeParts.Patience;
import dev.bivouac.planner.ToolPatience;
import dev.bivouac.retry.RetryPolicy;
import dev.bivouac.run.SettableClock;
import java.time.Duration;
import java.util.Random;

/** Runtimes to test with: a scripted model, a clock that stands, waits of milliseconds. */
public final class Runtimes {
  private static final RetryPolicy QUICK =
      new RetryPolicy(3, Duration.ofMillis(1), Duration.ofMillis(4));

  /** Three attempts of a model call, a minute for a tool, ten seconds of grace. */
  public static final Patience PATIENCE =
      new Patience(QUICK, QUICK, new ToolPatience(Duration.ofMinutes(1), Duration.ofSeconds(10)));

  private Runtimes() {}

  public static RuntimeBuilder builder(Journal journal, ScriptedModel model, Object... tools) {
    return AgentRuntime.builder()
        .journal(journal)
        .model(model, ScriptedModel.PROFILE)
        .tools(tools)
        .patience(PATIENCE)
        .clock(new SettableClock(Journals.START))
        .random(new Random(1))
        .program("test 1");
  }

  public static AgentRuntime runtime(Journal journal, ScriptedModel model, Object... tools) {
    return builder(journal, model, tools).build();
  }
}
