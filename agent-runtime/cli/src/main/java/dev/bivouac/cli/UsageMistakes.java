package dev.bivouac.cli;

import dev.bivouac.run.NearNames;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Words on the command line that do not fit: says which, what may have been meant, and where help
 * is.
 */
record UsageMistakes(Surroundings around) implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    around.say(message(e, command));
    String name = command.getCommandSpec().qualifiedName();
    around.say("`%s --help` shows what can be said.".formatted(name));
    return ExitCode.USAGE;
  }

  private static String message(ParameterException e, CommandLine command) {
    if (!(e instanceof UnmatchedArgumentException unmatched)) {
      String said = String.valueOf(e.getMessage());
      return said.endsWith(".") ? said : said + ".";
    }
    String word = unmatched.getUnmatched().getFirst();
    List<String> known =
        Stream.concat(
                command.getSubcommands().keySet().stream(),
                command.getCommandSpec().options().stream()
                    .flatMap(option -> Stream.of(option.names()))
                    .filter(name -> name.startsWith("--")))
            .toList();
    List<String> near = NearNames.of(word, known);
    return "'%s' is not known to `%s`.%s"
        .formatted(
            word,
            command.getCommandSpec().qualifiedName(),
            near.isEmpty() ? "" : " Did you mean " + String.join(" or ", near) + "?");
  }
}
