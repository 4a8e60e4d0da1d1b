package dev.bivouac.cli;

import dev.bivouac.cli.help.FishCompletion;
import dev.bivouac.cli.help.PosixCompletion;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Prints what a shell needs to complete words. */
@Command(
    name = "completion",
    mixinStandardHelpOptions = true,
    description = "Prints a script that lets your shell complete commands, options and names.",
    footer = {
      "",
      "Examples:",
      "  source <(bivouac completion bash)                                  in ~/.bashrc",
      "  source <(bivouac completion zsh)                                   in ~/.zshrc",
      "  bivouac completion fish > ~/.config/fish/completions/bivouac.fish"
    })
final class CompletionCommand implements Callable<Integer> {
  /** Those that a script can be made for. */
  enum Shell {
    bash,
    zsh,
    fish
  }

  private final Surroundings around;

  @Parameters(index = "0", paramLabel = "SHELL", description = "One of: ${COMPLETION-CANDIDATES}.")
  private Shell shell = Shell.bash;

  CompletionCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    CommandLine program = Main.program(around);
    around.print(
        switch (shell) {
          case bash -> PosixCompletion.bash(program.getCommandSpec());
          case zsh -> PosixCompletion.zsh(program.getCommandSpec());
          case fish -> FishCompletion.of(program.getCommandSpec());
        });
    return ExitCode.COMPLETED;
  }
}
