package dev.bivouac.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Workflows, looked at without a run. */
@Command(
    name = "workflow",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Lists workflows, or describes one.",
    footer = {
      "",
      "Examples:",
      "  bivouac workflow ls",
      "  bivouac workflow show daily-news-report --prompt",
      "  bivouac workflow ls --tools target/classes"
    })
final class WorkflowCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  static CommandLine commandLine(Surroundings around) {
    return new CommandLine(new WorkflowCommand())
        .addSubcommand(new WorkflowLsCommand(around))
        .addSubcommand(new WorkflowShowCommand(around));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do with workflows: ls or show NAME.");
  }
}
