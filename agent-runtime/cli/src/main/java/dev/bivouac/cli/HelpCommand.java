package dev.bivouac.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** The same as {@code --help} after the words. */
@Command(
    name = "help",
    mixinStandardHelpOptions = true,
    description = "Shows the help of a command, or of a workflow: the same as --help after it.",
    footer = {
      "",
      "Examples:",
      "  bivouac help resume",
      "  bivouac help tool call",
      "  bivouac help run daily-news-report"
    })
final class HelpCommand implements Callable<Integer> {
  private final Surroundings around;

  @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "A command, or several words.")
  private List<String> words = List.of();

  HelpCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    String[] meant = words.toArray(String[]::new);
    boolean unknown =
        meant.length > 0 && !Main.program(around, meant).getSubcommands().containsKey(meant[0]);
    var all = new ArrayList<>(words);
    all.add("--help");
    // A word that is no command must be told, not be passed over for the sake of --help.
    return unknown
        ? Main.run(around, words.getFirst())
        : Main.run(around, all.toArray(String[]::new));
  }
}
