package dev.bivouac.workflows;

import dev.bivouac.journal.Entry;
import dev.bivouac.journal.JournalEvent;
import dev.bivouac.journal.JournalEvent.ModelAsked;
import dev.bivouac.journal.JournalEvent.ModelReplied;
import dev.bivouac.journal.JournalEvent.RunFinished;
import dev.bivouac.journal.JournalEvent.RunStarted;
import dev.bivouac.journal.JournalEvent.ToolFinished;
import dev.bivouac.journal.JournalEvent.ToolStarted;
import dev.bivouac.journal.ModelChoice;
import dev.bivouac.journal.ModelReply;
import dev.bivouac.journal.Opening;
import dev.bivouac.journal.RunSetting;
import dev.bivouac.journal.RunSpec;
import dev.bivouac.journal.RunState;
import dev.bivouac.run.CallKey;
import dev.bivouac.run.RunOutcome;
import dev.bivouac.run.Usage;
import dev.bivouac.tool.ToolCall;
import dev.bivouac.tool.ToolResult;
import dev.bivouac.workflow.Parameter;
import dev.bivouac.workflow.Workflow;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Writes the journal of a run by hand: first its fetches, then how it ended. */
public final class JournaledRun {
  public static final Instant START = Instant.parse("2026-11-22T06:30:00Z");
  private static final ModelChoice MODEL =
      new ModelChoice("nowhere", "some-model", 262_144, Optional.empty());

  private final Workflow workflow;
  private final Map<String, String> parameters = new HashMap<>();
  private final TreeMap<String, String> wiring = new TreeMap<>();
  private final List<Asked> calls = new ArrayList<>();
  private Instant startedAt = START;

  private record Asked(String tool, String arguments, ToolResult result) {}

  private JournaledRun(Workflow workflow) {
    this.workflow = workflow;
    workflow.parameters().forEach(it -> parameters.put(it.name(), it.byDefault()));
  }

  /** A run with all parameters by default. */
  public static JournaledRun of(Workflow workflow) {
    return new JournaledRun(workflow);
  }

  /** The circumstances of all these runs. */
  public static RunSetting setting() {
    return RunSetting.of(START, ZoneId.of("Europe/Paris"), Locale.ENGLISH, Path.of("/reports"));
  }

  /** Every parameter of a workflow by default. */
  public static Map<String, String> defaults(Workflow workflow) {
    var values = new HashMap<String, String>();
    for (Parameter parameter : workflow.parameters()) {
      values.put(parameter.name(), parameter.byDefault());
    }
    return values;
  }

  /** The run with another parameter. */
  public JournaledRun with(String parameter, String value) {
    parameters.put(parameter, value);
    return this;
  }

  /** The run with another start. */
  public JournaledRun startedAt(Instant at) {
    startedAt = at;
    return this;
  }

  /** The run with something that the program remembers. */
  public JournaledRun wired(String key, String value) {
    wiring.put(key, value);
    return this;
  }

  /** An article read at this address. */
  public JournaledRun fetched(String address, String text) {
    return fetched(Map.of("requested", address, "final", address), text);
  }

  /** An article read, with the addresses that the tool reports. */
  public JournaledRun fetched(Map<String, String> data, String text) {
    return called("fetch_article", new ToolResult.Success(text, data));
  }

  /** Some call and its result. */
  public JournaledRun called(String tool, ToolResult result) {
    return asked(tool, "{}", result);
  }

  /** Some call with its arguments and its result. */
  public JournaledRun asked(String tool, String arguments, ToolResult result) {
    calls.add(new Asked(tool, arguments, result));
    return this;
  }

  /** The run that ended with this answer. */
  public RunState answering(String answer) {
    return ended(new RunOutcome.Completed(answer));
  }

  /** The run that ended so. */
  public RunState ended(RunOutcome outcome) {
    var events = new ArrayList<>(beginning());
    events.add(new RunFinished(outcome));
    var entries = new ArrayList<Entry>();
    for (JournalEvent event : events) {
      int number = entries.size() + 1;
      entries.add(new Entry(number, 1, startedAt.plusSeconds(number), event));
    }
    return RunState.replay(entries);
  }

  private List<JournalEvent> beginning() {
    var plain = setting();
    var setting =
        new RunSetting(startedAt, plain.zone(), plain.language(), plain.outputFolder(), wiring);
    var spec =
        RunSpec.of(workflow.name(), parameters, setting, MODEL, workflow.limits(), "bivouac 0");
    var events = new ArrayList<JournalEvent>();
    events.add(new RunStarted(spec, new Opening(workflow.open(parameters, setting), List.of())));
    events.add(new ModelAsked(1, 1, MODEL, Usage.NONE, "00", Optional.empty()));
    var asked = new ArrayList<ToolCall>();
    for (Asked call : calls) {
      var key = new CallKey(1, asked.size());
      asked.add(new ToolCall(key, key + "", call.tool(), call.arguments(), Optional.empty()));
    }
    events.add(new ModelReplied(1, reply("", asked)));
    asked.forEach(call -> events.add(new ToolStarted(call.key(), 1)));
    asked.forEach(
        call -> events.add(new ToolFinished(call.key(), calls.get(call.key().index()).result())));
    return events;
  }

  private static ModelReply reply(String text, List<ToolCall> calls) {
    var origin = new ModelReply.Origin("nowhere", "some-model", "tool_calls", "{}");
    return new ModelReply(Optional.of("Fetch them."), text, calls, Usage.NONE, origin);
  }
}
