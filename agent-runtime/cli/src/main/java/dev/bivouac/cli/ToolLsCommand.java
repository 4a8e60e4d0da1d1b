package dev.bivouac.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.file.Path;
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
      "  bivouac tool ls --tools target/my-tools.jar --json"
    })
final class ToolLsCommand implements Callable<Integer> {
  private final Surroundings around;

  @Mixin private OwnOptions own = new OwnOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  ToolLsCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    List<DeclaredTool> tools = DeclaredTool.all(own.paths(Config.load(around)), around);
    if (output.json) {
      ArrayNode array = new ObjectMapper().createArrayNode();
      tools.forEach(tool -> array.add(tool.json()));
      around.printJson(array.toPrettyString());
      return ExitCode.COMPLETED;
    }
    int width = tools.stream().mapToInt(tool -> tool.schema().name().length()).max().orElse(4);
    String row = "%-" + Math.max(4, width) + "s  %-10s  %-60s  %s";
    around.print(row.formatted("TOOL", "REPEAT", "WHAT IT DOES", "FROM"));
    for (DeclaredTool tool : tools) {
      around.print(
          row.formatted(
              tool.schema().name(),
              tool.repeat(),
              SafeText.line(tool.sentence(), 57),
              shown(tool.from())));
    }
    return ExitCode.COMPLETED;
  }

  private static String shown(String from) {
    return from.equals(DeclaredTool.BUILT_IN)
        ? from
        : SafeText.line(String.valueOf(Path.of(from).getFileName()), 60);
  }
}
