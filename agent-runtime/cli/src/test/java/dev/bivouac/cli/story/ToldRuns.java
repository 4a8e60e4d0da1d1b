package dev.bivouac.cli.story;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.JournalEvent.AttemptFailed;
import dev.bivouac.journal.JournalEvent.ModelAsked;
import dev.bivouac.journal.JournalEvent.ModelReplied;
import dev.bivouac.journal.JournalEvent.OutcomeUnknown;
import dev.bivouac.journal.JournalEvent.Reminded;
import dev.bivouac.journal.JournalEvent.ResultsHidden;
import dev.bivouac.journal.JournalEvent.RunFinished;
import dev.bivouac.journal.JournalEvent.RunPaused;
import dev.bivouac.journal.JournalEvent.RunResumed;
import dev.bivouac.journal.JournalEvent.RunStarted;
import dev.bivouac.journal.JournalEvent.ToolFinished;
import dev.bivouac.journal.JournalEvent.ToolStarted;
import dev.bivouac.journal.ModelChoice;
import dev.bivouac.journal.ModelReply;
import dev.bivouac.journal.Opening;
import dev.bivouac.journal.OpeningMessage;
import dev.bivouac.journal.RunHead;
import dev.bivouac.journal.RunSetting;
import dev.bivouac.journal.RunSpec;
import dev.bivouac.journal.RunState;
import dev.bivouac.journal.StoredSpec;
import dev.bivouac.model.ModelFailure;
import dev.bivouac.run.CallKey;
import dev.bivouac.run.Cost;
import dev.bivouac.run.PauseReason;
import dev.bivouac.run.RunId;
import dev.bivouac.run.RunLimits;
import dev.bivouac.run.RunOutcome;
import dev.bivouac.run.Usage;
import dev.bivouac.tool.ToolCall;
import dev.bivouac.tool.ToolResult;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Journals to be told: one with all that can happen, a long one, one full of hostile text. */
public final class ToldRuns {
  public static final Instant START = Instant.parse("2026-11-22T07:00:00Z");
  private static final ModelChoice MODEL =
      new ModelChoice("moonshot", "kimi-k2.6", 262_144, Optional.empty());

  private final List<Entry> entries = new ArrayList<>();
  private Instant now = START;
  private int epoch = 1;

  private ToldRuns() {}

  /** Everything that can happen, in twenty minutes of work over a night. */
  public static List<Entry> eventful() {
    var run = new ToldRuns();
    run.add(0, started("ask", "What day is it, and who pays?"));
    run.add(1, asked(1, 1));
    run.add(5, failed(1, 1, "The host is overloaded. Nothing to do but wait."));
    run.add(4, asked(1, 2));
    run.add(
        30,
        replied(1, "I look it up.", "First the date,\nthen the page.", "date", "fetch_article"));
    run.add(0, new ToolStarted(new CallKey(1, 0), 1));
    run.add(0, new ToolStarted(new CallKey(1, 1), 1));
    run.add(1, finished(1, 0, "Sunday, 2026-11-22\nUTC"));
    run.add(
        7,
        new AttemptFailed(
            1, Optional.of(new CallKey(1, 1)), 1, failure("No answer in 5 s."), Usage.NONE));
    run.add(9, new ToolFinished(new CallKey(1, 1), new ToolResult.Failure("No such page.")));
    run.add(1, asked(2, 1));
    run.add(60, replied(2, "", "", "pay"));
    run.add(1, new ToolStarted(new CallKey(2, 0), 1));
    run.resumed(50_000);
    run.add(2, new OutcomeUnknown(new CallKey(2, 0), "OUTCOME UNKNOWN. Check the account."));
    run.add(0, new Reminded(2, "You asked for the same thing three times."));
    run.add(0, new ResultsHidden(Map.of(new CallKey(1, 0), "the date was here")));
    run.add(1, asked(3, 1));
    run.resumed(120);
    run.add(1, asked(3, 2));
    run.add(20, replied(3, "Once more.", "Hm.", "date"));
    run.add(0, new RunPaused(PauseReason.COST, "It would cost more than 1 USD. Raise --max-cost."));
    run.resumed(3600);
    run.add(1, new ToolStarted(new CallKey(3, 0), 1));
    run.add(1, finished(3, 0, "Sunday"));
    run.add(0, asked(4, 1));
    run.add(40, replied(4, "It is Sunday.", "Done."));
    run.add(0, new RunFinished(new RunOutcome.Completed("It is **Sunday**.")));
    return run.entries;
  }

  /** A run of so many steps with two calls each. */
  public static List<Entry> ofSteps(int steps) {
    var run = new ToldRuns();
    run.add(0, started("ask", "Go far."));
    for (int step = 1; step < steps; step++) {
      run.add(1, asked(step, 1));
      run.add(
          8,
          replied(
              step, "On to page " + step + ".", "So far so good.", "web_search", "fetch_article"));
      run.add(0, new ToolStarted(new CallKey(step, 0), 1));
      run.add(0, new ToolStarted(new CallKey(step, 1), 1));
      run.add(2, finished(step, 1, "Title: page " + step + "\n\nText."));
      run.add(1, finished(step, 0, "1. a hit"));
    }
    run.add(1, asked(steps, 1));
    run.add(9, replied(steps, "There.", ""));
    run.add(0, new RunFinished(new RunOutcome.Completed("There.")));
    return run.entries;
  }

  /** A run in which every place that others write into holds this text. */
  public static List<Entry> saying(String text) {
    var run = new ToldRuns();
    String said = text.isBlank() ? "blank" : text;
    run.add(0, started(said, said));
    run.add(1, asked(1, 1, said));
    run.add(1, failed(1, 1, said));
    run.add(1, asked(1, 2, said));
    run.add(1, replied(1, said, said, said, said, said));
    run.add(0, new ToolStarted(new CallKey(1, 0), 1));
    run.add(0, new ToolStarted(new CallKey(1, 1), 1));
    run.add(0, new ToolStarted(new CallKey(1, 2), 1));
    run.add(1, new AttemptFailed(1, Optional.of(new CallKey(1, 0)), 1, failure(said), Usage.NONE));
    run.add(1, finished(1, 0, said));
    run.add(1, new ToolFinished(new CallKey(1, 1), new ToolResult.Failure(said)));
    run.add(1, new OutcomeUnknown(new CallKey(1, 2), said));
    run.add(0, new Reminded(1, said));
    run.add(0, new ResultsHidden(Map.of(new CallKey(1, 0), said)));
    run.add(0, new RunPaused(PauseReason.QUESTION, said));
    run.epoch++;
    run.add(
        9,
        new RunResumed(
            said, new ModelChoice(said, said, 1000, Optional.empty()), limits(), List.of(said)));
    run.add(1, asked(2, 1, said));
    run.add(1, replied(2, said, said));
    run.add(0, new RunFinished(new RunOutcome.Completed(said)));
    return run.entries;
  }

  /** What a store knows of such a run. */
  public static RunHead head(List<Entry> entries, Optional<String> key) {
    RunState state = RunState.replay(entries);
    return new RunHead(
        new RunId("0123456789ab"),
        key,
        StoredSpec.of(state.started().spec()),
        state.status(),
        new RunHead.Position(
            state.progress().epoch(),
            entries.size(),
            state.steps().size(),
            entries.getFirst().at(),
            entries.getLast().at(),
            Optional.of(state.progress().usage())),
        Optional.empty());
  }

  private void add(long secondsLater, JournalEvent event) {
    now = now.plusSeconds(secondsLater);
    entries.add(new Entry(entries.size() + 1, epoch, now, event));
  }

  private void resumed(long secondsLater) {
    epoch++;
    add(
        secondsLater,
        new RunResumed("bivouac 0.2.0", MODEL, limits(), List.of("Tool 'pay' is gone.")));
  }

  private static RunStarted started(String workflow, String goal) {
    var setting =
        RunSetting.of(START, ZoneOffset.UTC, Locale.ENGLISH, Path.of("/reports").toAbsolutePath());
    return new RunStarted(
        RunSpec.of(workflow, Map.of("topic", goal), setting, MODEL, limits(), "bivouac 0.1.0"),
        new Opening(
            List.of(OpeningMessage.system("You help."), OpeningMessage.user(goal)), List.of()));
  }

  private static RunLimits limits() {
    return RunLimits.DEFAULT.withMaxCost(Optional.of(new BigDecimal("1.00")));
  }

  private static ModelAsked asked(int step, int attempt) {
    return new ModelAsked(step, attempt, MODEL, usage("0.01"), "0f", Optional.empty());
  }

  private static ModelAsked asked(int step, int attempt, String model) {
    var choice = new ModelChoice(model, model, 1000, Optional.empty());
    return new ModelAsked(step, attempt, choice, usage("0.01"), model, Optional.empty());
  }

  private static AttemptFailed failed(int step, int attempt, String message) {
    return new AttemptFailed(step, Optional.empty(), attempt, failure(message), Usage.NONE);
  }

  private static ModelFailure failure(String message) {
    return new ModelFailure(ModelFailure.Kind.OVERLOADED, message, Optional.empty());
  }

  private static ModelReplied replied(int step, String text, String reasoning, String... tools) {
    var calls = new ArrayList<ToolCall>();
    for (String tool : tools) {
      calls.add(
          new ToolCall(
              new CallKey(step, calls.size()),
              tool + ":" + calls.size(),
              tool,
              "{\"about\":\"" + tool + "\"}",
              Optional.empty()));
    }
    return new ModelReplied(
        step,
        new ModelReply(
            Optional.of(reasoning),
            text,
            calls,
            usage("0.02"),
            new ModelReply.Origin("moonshot", "kimi-k2.6", "stop", "{}")));
  }

  private static ToolFinished finished(int step, int index, String text) {
    return new ToolFinished(new CallKey(step, index), new ToolResult.Success(text));
  }

  private static Usage usage(String usd) {
    return new Usage(1000, 900, 50, Optional.of(new Cost(new BigDecimal(usd), true)));
  }
}
