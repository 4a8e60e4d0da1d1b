package dev.bivouac.cli.demo;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bivouac.journal.Entry;
import dev.bivouac.journal.EntryJson;
import dev.bivouac.journal.JournalEvent.ModelReplied;
import dev.bivouac.journal.JournalEvent.RunFinished;
import dev.bivouac.journal.JournalEvent.RunResumed;
import dev.bivouac.journal.JournalEvent.RunStarted;
import dev.bivouac.journal.JournalEvent.ToolFinished;
import dev.bivouac.journal.JournalEvent.ToolStarted;
import dev.bivouac.run.CallKey;
import dev.bivouac.run.Text;
import dev.bivouac.tool.ToolCall;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Follows the {@code --events} of a program and tells them to people, a line each. */
final class Follower {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ARGUMENT = 35;

  private final Consumer<String> out;
  private final long since = System.nanoTime();
  private final Map<CallKey, ToolCall> calls = new LinkedHashMap<>();
  private final Set<CallKey> open = new TreeSet<>();
  private int finishedInStep;

  /**
   * Tells from now on; times count from here.
   *
   * @param calls of the run so far, as an earlier follower heard of them
   */
  Follower(Consumer<String> out, Map<CallKey, ToolCall> calls) {
    this.out = out;
    this.calls.putAll(calls);
  }

  /**
   * Tells what the program writes until the condition holds, which is asked after each entry, or
   * until it writes no more.
   */
  void follow(Process program, BooleanSupplier until) throws IOException {
    BufferedReader lines = program.inputReader(StandardCharsets.UTF_8);
    String line = lines.readLine();
    while (line != null) {
      tell(EntryJson.read(JSON.readTree(line)));
      if (until.getAsBoolean()) {
        return;
      }
      line = lines.readLine();
    }
  }

  /** True while at least one page is being fetched. */
  boolean isFetching() {
    return open.stream().map(this::call).anyMatch(call -> call.name().equals("fetch_article"));
  }

  /** True while pages are being fetched and another call of the same step has its result. */
  boolean isInTheMiddle() {
    return isFetching() && finishedInStep > 0;
  }

  /** All calls that it heard of. */
  Map<CallKey, ToolCall> calls() {
    return Map.copyOf(calls);
  }

  private void tell(Entry entry) {
    switch (entry.event()) {
      case RunStarted started -> say(entry, "the run starts");
      case RunResumed resumed -> say(entry, "the run goes on");
      case ModelReplied replied -> {
        replied.reply().calls().forEach(call -> calls.put(call.key(), call));
        finishedInStep = 0;
        say(entry, "step %d: %s".formatted(replied.step(), asks(replied.reply().calls())));
      }
      case ToolStarted started -> {
        open.add(started.call());
        if (started.attempt() > 1) {
          say(entry, "    %s  starts again".formatted(name(started.call())));
        }
      }
      case ToolFinished finished -> {
        open.remove(finished.call());
        finishedInStep++;
        say(entry, "    %s  done".formatted(name(finished.call())));
      }
      case RunFinished finished -> say(entry, "the run is completed");
      default -> {}
    }
  }

  private void say(Entry entry, String text) {
    double seconds = (System.nanoTime() - since) / 1e9;
    out.accept("  %4.1f s  entry %2d  %s".formatted(seconds, entry.number(), text));
  }

  private static String asks(List<ToolCall> calls) {
    if (calls.isEmpty()) {
      return "the model gives its answer";
    }
    return calls.stream()
        .collect(Collectors.groupingBy(ToolCall::name, LinkedHashMap::new, Collectors.counting()))
        .entrySet()
        .stream()
        .map(tool -> (tool.getValue() == 1 ? "" : tool.getValue() + " x ") + tool.getKey())
        .collect(Collectors.joining(", ", "the model asks for ", ""));
  }

  private String name(CallKey key) {
    return "%s %s".formatted(key, argument(call(key)));
  }

  private ToolCall call(CallKey key) {
    return Objects.requireNonNull(calls.get(key), "a call comes after the reply that asks for it");
  }

  /** The first word of the arguments, which tells calls of one tool apart. */
  private static String argument(ToolCall call) {
    try {
      for (JsonNode value : JSON.readTree(call.arguments())) {
        return Text.cut(value.asText().replaceFirst("^https?://[^/]*/", ""), ARGUMENT);
      }
    } catch (JsonProcessingException e) {
      return call.name();
    }
    return call.name();
  }
}
