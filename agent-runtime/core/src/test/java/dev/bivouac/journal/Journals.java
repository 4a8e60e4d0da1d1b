package dev.bivouac.journal;

import dev.bivouac.journal.JournalEvent.ModelAsked;
import dev.bivouac.journal.JournalEvent.ModelReplied;
import dev.bivouac.journal.JournalEvent.RunResumed;
import dev.bivouac.journal.JournalEvent.RunStarted;
import dev.bivouac.journal.JournalEvent.ToolFinished;
import dev.bivouac.journal.JournalEvent.ToolStarted;
import dev.bivouac.run.CallKey;
import dev.bivouac.run.RunId;
import dev.bivouac.run.RunLimits;
import dev.bivouac.run.SettableClock;
import dev.bivouac.run.Usage;
import dev.bivouac.tool.Repeat;
import dev.bivouac.tool.ToolCall;
import dev.bivouac.tool.ToolResult;
import dev.bivouac.tool.ToolSchema;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Journals to test with: short words for events, and a whole journal or a state out of them. */
public final class Journals {
  public static final RunId RUN = new RunId("0123456789ab");
  public static final CallKey FIRST_CALL = new CallKey(1, 0);
  public static final Instant START = Instant.parse("2026-11-22T07:00:00Z");
  public static final ModelChoice MODEL =
      new ModelChoice("scripted", "script", 100_000, Optional.empty());

  private Journals() {}

  /** A reply that asks for one tool. */
  public static ModelReply asks(String tool, String arguments) {
    return asks(List.of(tool), arguments);
  }

  /** A reply that asks for several tools, all with the same arguments, side by side. */
  public static ModelReply asks(List<String> tools, String arguments) {
    var calls = new ArrayList<ToolCall>();
    for (String tool : tools) {
      var key = new CallKey(1, calls.size());
      calls.add(new ToolCall(key, tool + ":" + calls.size(), tool, arguments, Optional.empty()));
    }
    return reply(Optional.empty(), "", calls, "tool_execution");
  }

  /** A final answer. */
  public static ModelReply says(String text) {
    return reply(Optional.empty(), text, List.of(), "stop");
  }

  /** The same reply after some reasoning. */
  public static ModelReply thinking(String reasoning, ModelReply reply) {
    return new ModelReply(
        Optional.of(reasoning), reply.text(), reply.calls(), reply.usage(), reply.origin());
  }

  /** The reply as it stands in the journal as the given step. */
  public static ModelReplied replied(int step, ModelReply reply) {
    List<ToolCall> calls =
        reply.calls().stream()
            .map(call ->
                new ToolCall(
                    new CallKey(step, call.key().index()),
                    call.id(),
                    call.name(),
                    call.arguments(),
                    call.defect()))
            .toList();
    return new ModelReplied(
        step,
        new ModelReply(reply.reasoning(), reply.text(), calls, reply.usage(), reply.origin()));
  }

  public static ModelAsked asked(int step, int attempt) {
    return new ModelAsked(
        step, attempt, MODEL, new Usage(50, 0, 500, Optional.empty()), "0f", Optional.empty());
  }

  public static ToolStarted toolStarted(int step, int index) {
    return new ToolStarted(new CallKey(step, index), 1);
  }

  public static ToolFinished toolFinished(int step, int index, String text) {
    return new ToolFinished(new CallKey(step, index), new ToolResult.Success(text));
  }

  public static RunResumed resumed(RunLimits limits) {
    return new RunResumed("test 1", MODEL, limits, List.of());
  }

  /** The start of a run with the goal "What day is it?". */
  public static RunStarted started(RunLimits limits, ToolSchema... tools) {
    var setting =
        RunSetting.of(START, ZoneOffset.UTC, Locale.ENGLISH, Path.of("/reports").toAbsolutePath());
    var spec =
        RunSpec.of("goal", Map.of("goal", "What day is it?"), setting, MODEL, limits, "test 1");
    return new RunStarted(
        spec, new Opening(List.of(OpeningMessage.user("What day is it?")), List.of(tools)));
  }

  public static RunStarted started(ToolSchema... tools) {
    return started(RunLimits.DEFAULT, tools);
  }

  /** A tool that takes no arguments. */
  public static ToolSchema tool(String name, Repeat repeat) {
    return new ToolSchema(
        name,
        "Does " + name + ".",
        "{\"type\":\"object\",\"properties\":{},\"required\":[],\"additionalProperties\":false}",
        repeat);
  }

  /** The events as entries a second apart; every resume stands in an epoch of its own. */
  public static List<Entry> entries(JournalEvent... events) {
    var entries = new ArrayList<Entry>();
    int epoch = 1;
    for (JournalEvent event : events) {
      epoch += event instanceof RunResumed ? 1 : 0;
      int number = entries.size() + 1;
      entries.add(new Entry(number, epoch, START.plusSeconds(number), event));
    }
    return entries;
  }

  public static RunState stateOf(JournalEvent... events) {
    return RunState.replay(entries(events));
  }

  /** A journal in memory that holds {@link #RUN} with these events, in the order they are given. */
  public static MemoryJournal journalOf(RunStarted started, JournalEvent... events) {
    var clock = new SettableClock(START);
    var journal = new MemoryJournal(clock);
    Lease lease = journal.create(RUN, Optional.empty(), started);
    int next = 2;
    for (JournalEvent event : events) {
      clock.pass(Duration.ofSeconds(1));
      lease = event instanceof RunResumed ? journal.takeOver(RUN) : lease;
      journal.append(lease, next, List.of(event));
      next++;
    }
    return journal;
  }

  /** What a journal says of {@link #RUN}, or of the only run that it holds. */
  public static List<JournalEvent> eventsOf(Journal journal) {
    RunId run = journal.list().getFirst().id();
    return journal.read(run).stream().map(Entry::event).toList();
  }

  private static ModelReply reply(
      Optional<String> reasoning, String text, List<ToolCall> calls, String finish) {
    return new ModelReply(
        reasoning,
        text,
        calls,
        new Usage(100, 0, 10, Optional.empty()),
        new ModelReply.Origin("scripted", "script", finish, "{}"));
  }
}
