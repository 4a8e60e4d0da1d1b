package dev.bivouac.kimi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bivouac.AgentRuntime;
import dev.bivouac.RunRequest;
import dev.bivouac.RunSummary;
import dev.bivouac.Runtimes;
import dev.bivouac.journal.Journals;
import dev.bivouac.journal.MemoryJournal;
import dev.bivouac.run.SettableClock;
import dev.bivouac.tool.OnResume;
import dev.bivouac.tool.Repeat;
import dev.langchain4j.agent.tool.P;
import dev.langchain4j.agent.tool.Tool;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** A whole run, tools and all, with a host that sends what hosts were seen to send. */
final class FieldRun {
  static final String ANSWER = "There are two files.";

  private final LoopbackHost host;
  private final KimiStreamingChatModel model;
  private final List<String> called = new CopyOnWriteArrayList<>();

  FieldRun(LoopbackHost host, KimiStreamingChatModel model) {
    this.host = host;
    this.model = model;
  }

  /** The files that the model may look at. */
  public final class Files {
    @Tool("Lists the files of a folder.")
    @OnResume(Repeat.READS)
    public String list_files(
        @P("the folder") String path, @P("only these endings") Optional<List<String>> endings) {
      called.add("list_files " + path + endings.map(Object::toString).orElse(""));
      return "a.txt b.txt";
    }

    @Tool("Runs a command.")
    public String bash(@P("the command") String command) {
      called.add("bash " + command);
      return "done";
    }
  }

  /** Answers the first requests with these, and all later ones with a plain answer. */
  FieldRun answering(LoopbackHost.Answer... answers) {
    var all = new ArrayList<>(List.of(answers));
    all.add(LoopbackHost.stream(text(ANSWER), OneHostTest.finish("stop")));
    host.answersInTurn(all.toArray(LoopbackHost.Answer[]::new));
    return this;
  }

  RunSummary run() {
    return AgentRuntime.builder()
        .journal(new MemoryJournal(new SettableClock(Journals.START)))
        .model(model, KimiProfile.of(model))
        .tools(new Files())
        .patience(Runtimes.PATIENCE)
        .clock(new SettableClock(Journals.START))
        .random(new Random(1))
        .build()
        .run(RunRequest.goal("Which files are there?"));
  }

  /** The calls that were carried out, in order. */
  List<String> called() {
    return called;
  }

  /** What a strict provider would refuse in any request that was sent, a sentence each. */
  List<String> refusals() {
    var refusals = new ArrayList<String>();
    host.received().forEach(request -> check(request.json().path("messages"), refusals));
    return refusals;
  }

  private static void check(JsonNode messages, List<String> refusals) {
    Set<String> open = new HashSet<>();
    for (JsonNode message : messages) {
      String role = message.path("role").asText();
      if (message.toString().contains("<|tool_call")) {
        refusals.add("tokens in " + message);
      }
      if (role.equals("tool")) {
        if (!open.remove(message.path("tool_call_id").asText())) {
          refusals.add("a result that nobody asked for: " + message);
        }
        continue;
      }
      if (!open.isEmpty()) {
        refusals.add("no result for " + open);
      }
      for (JsonNode call : message.path("tool_calls")) {
        checkCall(call, refusals);
        if (!open.add(call.path("id").asText())) {
          refusals.add("an id twice: " + call);
        }
      }
    }
  }

  private static void checkCall(JsonNode call, List<String> refusals) {
    String arguments = call.path("function").path("arguments").asText();
    if (WireJson.parse(arguments).filter(JsonNode::isObject).isEmpty()) {
      refusals.add("arguments that are no object: " + call);
    }
    if (!call.path("function").path("name").asText().matches("[a-zA-Z_][a-zA-Z0-9_-]{2,63}")) {
      refusals.add("a name that the API refuses: " + call);
    }
    if (call.path("id").asText().isBlank()) {
      refusals.add("no id: " + call);
    }
  }

  /** A chunk with text. */
  static String text(String content) {
    return chunk("content", content);
  }

  /** A chunk with reasoning. */
  static String thought(String reasoning) {
    return chunk("reasoning_content", reasoning);
  }

  private static String chunk(String field, String text) {
    return OneHostTest.delta(WireJson.MAPPER.createObjectNode().put(field, text).toString());
  }

  /** A chunk with a whole call. */
  static String call(int index, String id, String name, String arguments) {
    ObjectNode delta = WireJson.MAPPER.createObjectNode();
    ArrayNode calls = delta.putArray("tool_calls");
    calls
        .addObject()
        .put("index", index)
        .put("id", id)
        .put("type", "function")
        .putObject("function")
        .put("name", name)
        .put("arguments", arguments);
    return OneHostTest.delta(delta.toString());
  }

  /** A chunk with more of the arguments of a call. */
  static String more(int index, String arguments) {
    ObjectNode delta = WireJson.MAPPER.createObjectNode();
    delta
        .putArray("tool_calls")
        .addObject()
        .put("index", index)
        .putObject("function")
        .put("arguments", arguments);
    return OneHostTest.delta(delta.toString());
  }

  /** A call as the model writes it. */
  static String raw(String id, String arguments) {
    return "<|tool_call_begin|>%s<|tool_call_argument_begin|>%s<|tool_call_end|>"
        .formatted(id, arguments);
  }

  /** A section of calls as the model writes it. */
  static String section(String... calls) {
    return "<|tool_calls_section_begin|>%s<|tool_calls_section_end|>"
        .formatted(String.join("", calls));
  }
}
