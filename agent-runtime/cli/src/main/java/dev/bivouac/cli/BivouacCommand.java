package dev.bivouac.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program itself; everything it does is a subcommand. */
@Command(
    name = "bivouac",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    description = "Runs agents that think and use tools for hundreds of steps, and resumes them.",
    footer = {
      "",
      "Examples:",
      "  bivouac run daily-news-report --offline",
      "  bivouac ask \"Which leap seconds were there since 2000?\"",
      "  bivouac resume"
    })
final class BivouacCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(
        new CommandLine(spec), "Say what to do: one of the commands below.");
  }
}
