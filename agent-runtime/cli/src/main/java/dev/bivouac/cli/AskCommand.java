package dev.bivouac.cli;

import dev.bivouac.RunRequest;
import dev.bivouac.workflow.Workflow;
import dev.bivouac.workflows.Workflows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Pursues any goal with the built-in tools. */
@Command(
    name = "ask",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Pursues any goal with the built-in tools; the answer goes to stdout.",
    footer = {
      "",
      "Examples:",
      "  bivouac ask \"What changed in TLS 1.3?\"",
      "  bivouac ask - < goal.txt > answer.md"
    })
final class AskCommand implements Callable<Integer> {
  private static final int MAX_GOAL = 200_000;

  private final Surroundings around;

  @Parameters(
      index = "0",
      paramLabel = "GOAL",
      description = "What is to be done, as one argument; - reads it from stdin.")
  private String goal = "";

  @Option(names = "--key", paramLabel = "KEY", description = "Your own name for the run.")
  private @Nullable String key;

  @Mixin private ModelOptions model = new ModelOptions();
  @Mixin private OwnOptions own = new OwnOptions();
  @Mixin private LimitOptions limits = new LimitOptions();
  @Mixin private StoreOptions store = new StoreOptions();
  @Mixin private DriveOptions output = new DriveOptions();

  AskCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Config config = Config.load(around);
    Workflow ask = Workflows.find("ask").orElseThrow();
    Setup setup = Setup.of(model, config, Map.of()).withTools(own.paths(config));
    var place =
        new RunRequest.Place(
            around.clock().getZone(), Locale.getDefault(), Path.of("reports"), setup.wiring());
    RunRequest request =
        RunRequest.of(ask.name(), Map.of("goal", goalText()))
            .withKey(Session.key(key))
            .withPlace(place);
    return new Session(around, config, output)
        .start(store.place(around, config), setup, request, ask, limits);
  }

  private String goalText() {
    if (!goal.equals("-")) {
      return goal;
    }
    try {
      byte[] read = around.in().readNBytes(MAX_GOAL + 1);
      if (read.length > MAX_GOAL) {
        throw new UsageException(
            "The goal on stdin is longer than %,d bytes. Put the material where a tool can read it."
                .formatted(MAX_GOAL));
      }
      return new String(read, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UsageException("The goal could not be read from stdin: " + e.getMessage());
    }
  }
}
