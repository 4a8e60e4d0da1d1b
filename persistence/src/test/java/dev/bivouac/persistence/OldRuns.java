package dev.bivouac.persistence;

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
import dev.bivouac.journal.RunSetting;
import dev.bivouac.journal.RunSpec;
import dev.bivouac.model.ModelFailure;
import dev.bivouac.run.CallKey;
import dev.bivouac.run.PauseReason;
import dev.bivouac.run.RunId;
import dev.bivouac.run.RunLimits;
import dev.bivouac.run.RunOutcome;
import dev.bivouac.run.Usage;
import dev.bivouac.tool.ToolCall;
import dev.bivouac.tool.ToolResult;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What stands in the stores of {@code src/test/resources}, which the programs of schema 1, 2 and 3
 * wrote. Frozen: it is never written again, only read.
 */
final class OldRuns {
  static final RunId OVER = new RunId("00000000past");
  static final RunId INTERRUPTED = new RunId("00000000rest");
  private static final ModelChoice MODEL =
      new ModelChoice("rehearsal", "rules", 100_000, Optional.empty());
  private static final CallKey FIRST = new CallKey(1, 0);
  private static final CallKey SECOND = new CallKey(1, 1);
  private static final String LONG = "Zürich, 東京, \"quoted\" \\ and a tab\t. ".repeat(200);

  private OldRuns() {}

  static RunStarted started() {
    var setting =
        RunSetting.of(
            Instant.parse("2026-05-02T07:00:00.123456Z"),
            ZoneId.of("Europe/Paris"),
            Locale.FRANCE,
            Path.of("/reports"));
    return new RunStarted(
        RunSpec.of("news", Map.of("topic", "rivers"), setting, MODEL, RunLimits.DEFAULT, "old 1"),
        new Opening(List.of(OpeningMessage.user("Say what is new.")), List.of()));
  }

  /** What follows the start of both runs. */
  static List<JournalEvent> middle() {
    return List.of(
        new ModelAsked(
            1,
            1,
            MODEL,
            new Usage(900, 0, 10, Optional.empty()),
            "ab".repeat(32),
            Optional.empty()),
        new AttemptFailed(
            1,
            Optional.empty(),
            1,
            new ModelFailure(ModelFailure.Kind.OVERLOADED, "Busy.", Optional.empty()),
            Usage.NONE),
        new ModelReplied(1, reply(LONG, List.of(call(FIRST, "a"), call(SECOND, "b")))),
        new ToolStarted(FIRST, 1),
        new ToolFinished(FIRST, new ToolResult.Success(LONG, Map.of("url", "https://x.test/"))),
        new ToolStarted(SECOND, 1));
  }

  /** How the one that is over went on. */
  static List<JournalEvent> end() {
    return List.of(
        new RunPaused(PauseReason.STEPS, "That many steps."),
        new RunResumed("old 1", MODEL, RunLimits.DEFAULT, List.of("a tool is new")),
        new OutcomeUnknown(SECOND, "Nobody knows."),
        new Reminded(1, "Come to an end."),
        new ResultsHidden(Map.of(FIRST, "hidden")),
        new ModelReplied(2, reply("Done.", List.of())),
        new RunFinished(new RunOutcome.Completed("Done.")));
  }

  private static ModelReply reply(String text, List<ToolCall> calls) {
    return new ModelReply(
        Optional.of("Hm."),
        text,
        calls,
        new Usage(1000, 900, 50, Optional.empty()),
        new ModelReply.Origin("rehearsal", "rules", "stop", "{}"));
  }

  private static ToolCall call(CallKey key, String id) {
    return new ToolCall(key, id, "search", "{\"q\":\"rivers\"}", Optional.empty());
  }
}
