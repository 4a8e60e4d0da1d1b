package dev.bivouac.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Tools, looked at and tried without a run. */
@Command(
    name = "tool",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Lists tools, describes one, or calls one without a run.",
    footer = {
      "",
      "Examples:",
      "  bivouac tool ls",
      "  bivouac tool show web_search",
      "  bivouac tool call date zone=Europe/Paris",
      "  bivouac tool ls --tools target/classes"
    })
final class ToolCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  static CommandLine commandLine(Surroundings around) {
    return new CommandLine(new ToolCommand())
        .addSubcommand(new ToolLsCommand(around))
        .addSubcommand(new ToolShowCommand(around))
        .addSubcommand(new ToolCallCommand(around));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do with tools: ls, show NAME or call NAME.");
  }
}
