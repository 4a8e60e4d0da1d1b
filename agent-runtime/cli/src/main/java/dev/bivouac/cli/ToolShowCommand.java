package dev.bivouac.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Describes a tool. */
@Command(
    name = "show",
    aliases = "view",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Describes a tool as the model knows it, with a call to try.",
    footer = {
      "",
      "Examples:",
      "  bivouac tool show fetch_article",
      "  bivouac tool show temperature --tools target/my-tools.jar"
    })
final class ToolShowCommand implements Callable<Integer> {
  private final Surroundings around;

  @Parameters(
      index = "0",
      paramLabel = "NAME",
      completionCandidates = Names.OfTools.class,
      description = "A tool, see `bivouac tool ls`.")
  private String name = "";

  @Mixin private OwnOptions own = new OwnOptions();
  @Mixin private OfficialOptions official = new OfficialOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  ToolShowCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Config config = Config.load(around);
    List<DeclaredTool> tools =
        DeclaredTool.all(own.paths(config), around, official.found(config, around));
    DeclaredTool tool = DeclaredTool.named(name, tools);
    if (output.json) {
      around.printJson(tool.json().toPrettyString());
      return ExitCode.COMPLETED;
    }
    int width = Width.ofText(around);
    TextRows.wrap(tool.schema().name() + ": " + tool.schema().description(), width)
        .forEach(around::print);
    around.print("From: " + tool.from());
    around.print("Repeat: %s, %s.".formatted(tool.repeat(), tool.meaning()));
    List<String> parameters = tool.parameters(width);
    around.print(parameters.isEmpty() ? "\nParameters: none." : "\nParameters:");
    parameters.forEach(around::print);
    around.print("\nJSON Schema:");
    around.print(tool.schema().parameterTree().toPrettyString());
    around.print("\nTry it:\n  " + tool.example());
    return ExitCode.COMPLETED;
  }
}
