package dev.bivouac.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists workflows. */
@Command(
    name = "ls",
    aliases = "list",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Lists the workflows that can be run.",
    footer = {
      "",
      "Examples:",
      "  bivouac workflow ls",
      "  bivouac workflow ls --tools target/my-workflow.jar --json"
    })
final class WorkflowLsCommand implements Callable<Integer> {
  private static final int LONGEST = 300;

  private final Surroundings around;

  @Mixin private OwnOptions own = new OwnOptions();
  @Mixin private OutputOptions output = new OutputOptions();

  WorkflowLsCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    List<KnownWorkflow> all = KnownWorkflow.all(own.paths(Config.load(around)), around);
    if (output.json) {
      ArrayNode array = new ObjectMapper().createArrayNode();
      all.forEach(known -> array.add(known.json()));
      around.printJson(array.toPrettyString());
      return ExitCode.COMPLETED;
    }
    int width = all.stream().mapToInt(it -> it.workflow().name().length()).max().orElse(8);
    String name = "%-" + Math.max(8, width) + "s  ";
    around.print(name.formatted("WORKFLOW") + "WHAT IT DOES");
    for (KnownWorkflow known : all) {
      String from = known.from().equals(DeclaredTool.BUILT_IN) ? "" : " (" + known.from() + ")";
      String does = SafeText.line(known.workflow().description(), LONGEST) + from;
      TextRows.hang(name.formatted(known.workflow().name()), does, Width.ofText(around))
          .forEach(around::print);
    }
    return ExitCode.COMPLETED;
  }
}
