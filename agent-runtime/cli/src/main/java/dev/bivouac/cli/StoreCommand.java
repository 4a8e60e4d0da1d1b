package dev.bivouac.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The store, looked after. */
@Command(
    name = "store",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    description = "Tells what the store holds, checks whether it is whole, or copies it.",
    footer = {
      "",
      "Examples:",
      "  bivouac store info",
      "  bivouac store verify",
      "  bivouac store backup ~/backup/bivouac-2026-11-26"
    })
final class StoreCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  static CommandLine commandLine(Surroundings around) {
    return new CommandLine(new StoreCommand())
        .addSubcommand(new StoreInfoCommand(around))
        .addSubcommand(new StoreVerifyCommand(around))
        .addSubcommand(new StoreBackupCommand(around));
  }

  @Override
  public void run() {
    throw new ParameterException(
        spec.commandLine(), "Say what to do with the store: info, verify or backup FOLDER.");
  }
}
