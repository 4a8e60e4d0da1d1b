package dev.bivouac.cli;

import dev.bivouac.journal.OpeningMessage;
import dev.bivouac.journal.RunSetting;
import dev.bivouac.workflow.Parameter;
import dev.bivouac.workflow.Workflow;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Describes a workflow. */
@Command(
    name = "show",
    aliases = "view",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Describes a workflow: parameters with their defaults, limits, what it sends.",
    footer = {
      "",
      "Examples:",
      "  bivouac workflow show daily-news-report",
      "  bivouac workflow show daily-news-report --prompt -P topic=energy"
    })
final class WorkflowShowCommand implements Callable<Integer> {
  private final Surroundings around;

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      completionCandidates = Names.OfWorkflows.class,
      description = "A workflow, see `bivouac workflow ls`.")
  private String name = "";

  @Option(names = "--prompt", description = "Print what the model would be sent first.")
  private boolean prompt;

  @Option(
      names = "-P",
      paramLabel = "name=value",
      description = "With --prompt: a parameter of the workflow. May be repeated.")
  private Map<String, String> parameters = Map.of();

  @Mixin private OwnOptions own = new OwnOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  WorkflowShowCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    List<KnownWorkflow> all = KnownWorkflow.all(own.paths(Config.load(around)), around);
    KnownWorkflow known = KnownWorkflow.named(name, all);
    if (prompt) {
      opening(known.workflow()).forEach(this::print);
    } else if (output.json) {
      around.printJson(known.json().toPrettyString());
    } else {
      describe(known);
    }
    return ExitCode.COMPLETED;
  }

  private void describe(KnownWorkflow known) {
    Workflow workflow = known.workflow();
    int width = Width.ofText(around);
    TextRows.wrap(workflow.name() + ": " + workflow.description(), width).forEach(around::print);
    around.print("From: " + known.from());
    around.print("Limits: " + known.limits() + ".");
    around.print(workflow.parameters().isEmpty() ? "\nParameters: none." : "\nParameters:");
    for (Parameter parameter : workflow.parameters()) {
      String byDefault =
          parameter.byDefault().isEmpty() ? "" : " (default %s)".formatted(parameter.byDefault());
      around.print("  --%s%s".formatted(parameter.name(), byDefault));
      TextRows.hang("      ", parameter.description(), width).forEach(around::print);
    }
    String tools = known.from().equals(DeclaredTool.BUILT_IN) ? "" : " --tools " + known.from();
    around.print("\nTry it:\n  bivouac run %s --offline%s".formatted(workflow.name(), tools));
  }

  private List<OpeningMessage> opening(Workflow workflow) {
    var setting =
        RunSetting.of(
            around.clock().instant(),
            around.clock().getZone(),
            Locale.getDefault(),
            Path.of("reports").toAbsolutePath());
    return workflow.open(dev.bivouac.workflow.Parameters.fill(workflow, parameters), setting);
  }

  private void print(OpeningMessage message) {
    around.print("--- %s ---".formatted(message.role().name().toLowerCase(Locale.ROOT)));
    around.print(message.text());
  }
}
