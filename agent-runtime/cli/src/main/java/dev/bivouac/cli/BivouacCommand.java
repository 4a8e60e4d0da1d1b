package dev.bivouac.cli;

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
      "  bivouac resume",
      "",
      "`bivouac COMMAND --help` tells more of each, with examples."
    })
final class BivouacCommand implements Runnable {
  private static final String NOTHING_SAID =
      """
      Say what to do:
        bivouac run daily-news-report --offline   a rehearsal on this machine, without a key
        bivouac ask "GOAL"                        any goal, any tools
        bivouac resume                            the newest run that was interrupted
        bivouac ls                                the runs so far\
      """;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), NOTHING_SAID);
  }
}
