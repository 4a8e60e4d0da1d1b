package dev.bivouac.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists tools. */
@Command(
    name = "ls",
    aliases = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lists the tools that a run has: name, what repeating a call means, what it does, where from."
    },
    footer = {
      "",
      "Examples:",
      "  bivouac tool ls",
      "  bivouac tool ls --tools target/my-tools.jar --json",
      "  bivouac tool ls --search formula --formulas fetch,code-runner"
    })
final class ToolLsCommand implements Callable<Integer> {
  private static final int LONGEST_SENTENCE = 300;

  private final Surroundings around;

  @Mixin private OwnOptions own = new OwnOptions();
  @Mixin private OfficialOptions official = new OfficialOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  ToolLsCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    Config config = Config.load(around);
    List<DeclaredTool> tools =
        DeclaredTool.all(own.paths(config), around, official.found(config, around));
    if (output.json) {
      ArrayNode array = new ObjectMapper().createArrayNode();
      tools.forEach(tool -> array.add(tool.json()));
      around.printJson(array.toPrettyString());
      return ExitCode.COMPLETED;
    }
    String cells = "%%-%ds  %%-10s  %%-%ds  ".formatted(names(tools), places(tools));
    around.print(cells.formatted("TOOL", "REPEAT", "FROM") + "WHAT IT DOES");
    int width = Width.ofText(around);
    for (DeclaredTool tool : tools) {
      String lead = cells.formatted(tool.schema().name(), tool.repeat(), tool.source());
      String does = SafeText.line(tool.sentence(), LONGEST_SENTENCE);
      TextRows.hang(lead, does, width).forEach(around::print);
    }
    return ExitCode.COMPLETED;
  }

  private static int names(List<DeclaredTool> tools) {
    return tools.stream().mapToInt(tool -> tool.schema().name().length()).max().orElse(4);
  }

  private static int places(List<DeclaredTool> tools) {
    return tools.stream().mapToInt(tool -> tool.source().length()).max().orElse(4);
  }
}
