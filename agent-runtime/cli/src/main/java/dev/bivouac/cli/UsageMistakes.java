package dev.bivouac.cli;

import dev.bivouac.cli.help.FamiliarWords;
import dev.bivouac.run.NearNames;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Words on the command line that do not fit: says which, what may have been meant, and where help
 * is.
 */
record UsageMistakes(Surroundings around) implements IParameterExceptionHandler {
  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandSpec command = e.getCommandLine().getCommandSpec();
    around.say(
        switch (e) {
          case UnmatchedArgumentException unmatched ->
              unknown(unmatched.getUnmatched().getFirst(), List.of(arguments), command);
          case MissingParameterException missing -> missing(missing, command);
          case ParameterException other when choice(other).isPresent() -> choice(other).get();
          case ParameterException other -> sentence(String.valueOf(other.getMessage()));
        });
    around.say("`%s --help` shows what can be said.".formatted(command.qualifiedName()));
    return ExitCode.USAGE;
  }

  private static String unknown(String word, List<String> words, CommandSpec command) {
    String said = SafeText.line(word, 60);
    return "'%s' is not known to `%s`. %s"
        .formatted(said, command.qualifiedName(), hint(word, words, command))
        .replace(". \n", ".\n")
        .strip();
  }

  private static String hint(String word, List<String> words, CommandSpec command) {
    if (command.subcommands().containsKey("ask") && word.contains(" ")) {
      return "A goal goes to `%s ask \"...\"`.".formatted(command.qualifiedName());
    }
    String meant = meant(word, command);
    if (!meant.isEmpty()) {
      return meant;
    }
    String place = word.startsWith("-") ? elsewhere(word, words, command) : "";
    if (!place.isEmpty()) {
      return place;
    }
    List<String> near = word.length() < 3 ? List.of() : NearNames.of(word, known(command));
    if (!near.isEmpty()) {
      return "Did you mean %s?".formatted(String.join(" or ", near));
    }
    return command.subcommands().isEmpty() && !command.positionalParameters().isEmpty()
        ? "It is one word too many; several words that belong together go in quotes."
        : "";
  }

  private static List<String> known(CommandSpec command) {
    return Stream.concat(
            command.subcommands().entrySet().stream()
                .filter(sub -> !sub.getValue().getCommandSpec().usageMessage().hidden())
                .map(Map.Entry::getKey),
            command.options().stream()
                .filter(option -> !option.hidden())
                .flatMap(option -> Arrays.stream(option.names()))
                .filter(name -> name.startsWith("--")))
        .toList();
  }

  /** An option that stands before the command it belongs to. */
  private static String elsewhere(String word, List<String> words, CommandSpec command) {
    String name = word.replaceFirst("=.*", "");
    List<CommandSpec> having =
        command.subcommands().values().stream()
            .map(CommandLine::getCommandSpec)
            .filter(sub -> sub.findOption(name) != null)
            .toList();
    return having.stream()
        .filter(sub -> words.contains(sub.name()))
        .findFirst()
        .or(() -> having.stream().findFirst())
        .map(sub ->
            "It goes after the command, such as `%s %s`.".formatted(sub.qualifiedName(), name))
        .orElse("");
  }

  /** What somebody means who comes from another program. */
  private static String meant(String word, CommandSpec command) {
    List<String> meant = FamiliarWords.read().meant(word, command.subcommands().keySet());
    return command.subcommands().entrySet().stream()
        .filter(sub -> meant.contains(sub.getKey()))
        .map(sub -> sub.getValue().getCommandSpec())
        .map(sub -> "\n  `%s`: %s".formatted(sub.qualifiedName(), about(sub)))
        .collect(Collectors.joining());
  }

  private static String about(CommandSpec command) {
    return Arrays.stream(command.usageMessage().description()).findFirst().orElse("");
  }

  private static String missing(MissingParameterException e, CommandSpec command) {
    Optional<ArgSpec> first = e.getMissing().stream().findFirst();
    if (first.isEmpty()) {
      return sentence(String.valueOf(e.getMessage()));
    }
    ArgSpec argument = first.get();
    String description = Arrays.stream(argument.description()).findFirst().orElse("");
    if (argument instanceof OptionSpec option) {
      return "%s needs a value, %s. %s"
          .formatted(option.longestName(), option.paramLabel(), description)
          .strip();
    }
    return "`%s` needs %s. %s%s"
        .formatted(command.qualifiedName(), argument.paramLabel(), description, example(command));
  }

  private static String example(CommandSpec command) {
    return Arrays.stream(command.usageMessage().footer())
        .filter(line -> line.startsWith("  " + command.root().name()))
        .findFirst()
        .map(line -> "\nFor example: " + line.strip())
        .orElse("");
  }

  /** One of some words was wanted, and it was another. */
  private static Optional<String> choice(ParameterException e) {
    return Optional.ofNullable(e.getArgSpec())
        .filter(argument -> argument.type().isEnum() && e.getValue() != null)
        .map(argument ->
            "'%s' is not known to %s. One of: %s."
                .formatted(
                    SafeText.line(String.valueOf(e.getValue()), 60),
                    argument instanceof OptionSpec option
                        ? option.longestName()
                        : argument.paramLabel(),
                    Arrays.stream(argument.type().getEnumConstants())
                        .map(each -> each.toString().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", "))));
  }

  private static String sentence(String message) {
    return message.endsWith(".") || message.contains("\n") ? message : message + ".";
  }
}
