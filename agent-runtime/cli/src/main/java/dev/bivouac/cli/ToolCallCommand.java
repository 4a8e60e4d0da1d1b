package dev.bivouac.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bivouac.planner.ToolPatience;
import dev.bivouac.run.CallKey;
import dev.bivouac.run.RunId;
import dev.bivouac.tool.RetryableToolFailure;
import dev.bivouac.tool.ToolCall;
import dev.bivouac.tool.ToolContext;
import dev.bivouac.tool.ToolResult;
import dev.bivouac.tool.Toolbox;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Calls a tool as a run would, without a run. */
@Command(
    name = "call",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Calls a tool as a run would: the same checks, limits and failures. No journal, and no key",
      "but for official tools.",
      "The result goes to stdout; a failure goes to stderr, with exit code 1."
    },
    footer = {
      "",
      "Examples:",
      "  bivouac tool call date zone=Europe/Paris",
      "  bivouac tool call web_search query=\"leap seconds\" --offline",
      "  bivouac tool call web_search query=\"leap seconds\" --search formula",
      "  bivouac tool call temperature '{\"room\":\"kitchen\"}' --tools target/my-tools.jar",
      "  bivouac tool call temperature @arguments.json --tools target/classes --json"
    })
final class ToolCallCommand implements Callable<Integer> {
  private final Surroundings around;

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      completionCandidates = Names.OfTools.class,
      description = "A tool, see `bivouac tool ls`.")
  private String name = "";

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "ARGUMENT",
      description =
          "name=value for each parameter, a list's name once for each item; or one JSON object; or"
              + " @FILE with one (@- for stdin).")
  private List<String> words = List.of();

  @Mixin private OwnOptions own = new OwnOptions();
  @Mixin private WebOptions web = new WebOptions();
  @Mixin private OfficialOptions official = new OfficialOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  ToolCallCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Config config = Config.load(around);
    Setup setup = official.setup(web, config).withTools(own.paths(config));
    try (Wiring.Workbench bench = Wiring.workbench(setup, config, around)) {
      DeclaredTool tool =
          DeclaredTool.named(
              name, DeclaredTool.all(setup.reach().tools(), around, bench.official()));
      ObjectNode arguments = new ToolArguments(tool.schema(), around.in()).read(words);
      var call =
          new ToolCall(new CallKey(1, 0), "call", name, arguments.toString(), Optional.empty());
      Optional<ToolResult.Failure> refused = bench.toolbox().refuse(call);
      if (refused.isPresent()) {
        throw new UsageException(
            refused.get().text()
                + "\n`bivouac tool show %s` tells its parameters.".formatted(name));
      }
      if (tool.acts() && !output.quiet) {
        around.say(
            "Note: %s is %s; nothing of this call is journaled.".formatted(name, tool.repeat()));
      }
      return tell(result(bench.toolbox(), call));
    }
  }

  /** On a thread of its own, with the time that a run gives it. */
  private static ToolResult result(Toolbox toolbox, ToolCall call) {
    var result = new AtomicReference<ToolResult>(Toolbox.failure(tooSlow(call)));
    Thread thread = Thread.startVirtualThread(() -> result.set(carriedOut(toolbox, call)));
    try {
      if (!thread.join(ToolPatience.DEFAULT.timeLimit())) {
        thread.interrupt();
      }
      return result.get();
    } catch (InterruptedException e) {
      thread.interrupt();
      Thread.currentThread().interrupt();
      return Toolbox.failure("%s was interrupted.".formatted(call.name()));
    }
  }

  private static String tooSlow(ToolCall call) {
    return "%s was stopped: it took longer than %d s."
        .formatted(call.name(), ToolPatience.DEFAULT.timeLimit().toSeconds());
  }

  private static ToolResult carriedOut(Toolbox toolbox, ToolCall call) {
    try {
      return toolbox.call(call, new ToolContext(RunId.random(new SecureRandom()), call.key(), 1));
    } catch (RetryableToolFailure e) {
      return Toolbox.failure(e.getMessage() + " It may pass; a run would try again by itself.");
    } catch (RuntimeException | LinkageError | StackOverflowError e) {
      // Whatever the tool's author left out must end here as a sentence, as it does in a run.
      return Toolbox.failure(
          "%s failed inside (%s: %s)."
              .formatted(call.name(), e.getClass().getSimpleName(), e.getMessage()));
    }
  }

  private int tell(ToolResult result) {
    if (output.json) {
      around.printJson(json(result).toPrettyString());
    }
    return switch (result) {
      case ToolResult.Success success -> {
        if (!output.json) {
          around.print(success.text());
        }
        if (success.cost().isPresent() && !output.quiet) {
          around.say("Cost: " + Shown.datedCost(success.cost().get()));
        }
        yield ExitCode.COMPLETED;
      }
      case ToolResult.Failure failure -> {
        around.say(failure.text());
        yield ExitCode.FAILED;
      }
    };
  }

  private ObjectNode json(ToolResult result) {
    ObjectNode node = new ObjectMapper().createObjectNode().put("tool", name);
    switch (result) {
      case ToolResult.Success success -> {
        node.put("status", "success").put("text", success.text());
        ObjectNode data = node.putObject("data");
        success.data().forEach(data::put);
        success.cost().ifPresent(cost -> node.put("costUsd", cost.usd()));
      }
      case ToolResult.Failure failure -> node.put("status", "failure").put("text", failure.text());
    }
    return node;
  }
}
