package dev.bivouac.cli;

import dev.bivouac.cli.help.ManPage;
import dev.bivouac.cli.help.ManPage.Part;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Prints the manual. */
@Command(
    name = "man",
    mixinStandardHelpOptions = true,
    description = "Prints the manual page of all commands, as roff.",
    footer = {
      "",
      "Examples:",
      "  bivouac man | man -l -",
      "  bivouac man > ~/.local/share/man/man1/bivouac.1"
    })
final class ManCommand implements Callable<Integer> {
  private static final Part EXIT =
      part(
          "EXIT STATUS",
          "0",
          "Completed.",
          "1",
          "Failed.",
          "2",
          "Wrong usage.",
          "3",
          "Paused, and resumable.",
          "130, 143",
          "Interrupted, and resumable.");

  private static final Part VARIABLES =
      part(
          "ENVIRONMENT",
          "MOONSHOT_API_KEY, OPENROUTER_API_KEY, BIVOUAC_API_KEY",
          "The keys of the providers moonshot, openrouter and custom. A key is only ever sent to its"
              + " own provider.",
          "BIVOUAC_PROVIDER, BIVOUAC_BASE_URL, BIVOUAC_MODEL",
          "What --provider, --base-url and --model say.",
          "BIVOUAC_STORE",
          "What --store says.",
          "BIVOUAC_TOOLS",
          "What --tools says; several paths are joined as in PATH.",
          "SEARXNG_URL",
          "A SearXNG server to search with, in place of the feeds.",
          "NO_COLOR",
          "If it is not empty, nothing is coloured.",
          "JAVA_HOME",
          "The JDK to run on, 21 or newer.");

  private static final Part FILES =
      part(
          "FILES",
          "~/.bivouac/config.properties",
          "The same names as in the environment, one name=value a line. The environment wins.",
          "~/.bivouac/feeds.txt",
          "The feeds to search, one address a line.",
          "~/.bivouac/store",
          "The runs, readable by their user alone. Pages and reasoning stand in them in clear.");

  private final Surroundings around;

  ManCommand(Surroundings around) {
    this.around = around;
  }

  @Override
  public Integer call() {
    around.print(
        ManPage.of(
            Main.program(around).getCommandSpec(),
            Version.text(),
            List.of(EXIT, VARIABLES, FILES)));
    return ExitCode.COMPLETED;
  }

  private static Part part(String heading, String... termsAndTexts) {
    var entries = new LinkedHashMap<String, String>();
    for (int i = 0; i < termsAndTexts.length; i += 2) {
      entries.put(termsAndTexts[i], termsAndTexts[i + 1]);
    }
    return new Part(heading, entries);
  }
}
