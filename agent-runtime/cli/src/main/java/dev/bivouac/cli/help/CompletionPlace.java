package dev.bivouac.cli.help;

import dev.bivouac.run.Text;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * Where the cursor may stand, and what can be typed there. All shells are told the same.
 *
 * @param path the commands before it, such as {@code tool}, {@code call}; empty for none
 * @param words commands and names
 * @param options of the command
 * @param files true if a file may stand there
 */
record CompletionPlace(List<String> path, List<Word> words, List<Option> options, boolean files) {
  private static final int LONGEST = 70;

  /** A command or a name; the sentence may be empty. */
  record Word(String name, String about) {}

  /** An option under all its names. */
  record Option(List<String> names, String about, Value value) {}

  /** What follows an option. */
  sealed interface Value {
    /** Nothing: the option is a switch. */
    record None() implements Value {}

    /** Something that nobody can guess. */
    record Anything() implements Value {}

    /** A file or folder. */
    record AFile() implements Value {}

    /** One of these. */
    record OneOf(List<String> names) implements Value {}
  }

  /** Every place of a program, itself first; what is hidden is left out. */
  static List<CompletionPlace> all(CommandSpec program) {
    var places = new ArrayList<CompletionPlace>();
    add(program, List.of(), places);
    return places;
  }

  private static void add(CommandSpec command, List<String> path, List<CompletionPlace> places) {
    List<CommandSpec> below =
        command.subcommands().entrySet().stream()
            .filter(sub -> sub.getKey().equals(sub.getValue().getCommandSpec().name()))
            .map(Map.Entry::getValue)
            .map(CommandLine::getCommandSpec)
            .filter(sub -> !sub.usageMessage().hidden())
            .toList();
    var words = new ArrayList<Word>();
    below.forEach(sub -> words.add(new Word(sub.name(), about(sub.usageMessage().description()))));
    boolean files = false;
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      names(parameter).forEach(name -> words.add(new Word(name, "")));
      files |= isFile(parameter);
    }
    List<Option> options =
        command.options().stream()
            .filter(option -> !option.hidden())
            .map(option ->
                new Option(List.of(option.names()), about(option.description()), value(option)))
            .toList();
    places.add(new CompletionPlace(path, List.copyOf(words), options, files));
    for (CommandSpec sub : below) {
      var deeper = new ArrayList<>(path);
      deeper.add(sub.name());
      add(sub, List.copyOf(deeper), places);
    }
  }

  private static Value value(ArgSpec argument) {
    if (argument.arity().max() == 0) {
      return new Value.None();
    }
    List<String> names = names(argument);
    if (!names.isEmpty()) {
      return new Value.OneOf(names);
    }
    return isFile(argument) ? new Value.AFile() : new Value.Anything();
  }

  private static boolean isFile(ArgSpec argument) {
    // A store is a folder most of the time, and an address that no Path can hold.
    return Arrays.asList(argument.auxiliaryTypes()).contains(Path.class)
        || argument.paramLabel().equals("FOLDER");
  }

  private static List<String> names(ArgSpec argument) {
    var names = new ArrayList<String>();
    if (argument.completionCandidates() != null) {
      argument.completionCandidates().forEach(names::add);
    }
    return names;
  }

  /** The first sentence, since a completion is read at a glance. */
  private static String about(String... description) {
    String whole = Arrays.stream(description).findFirst().orElse("").replace("%%", "%");
    String sentence = whole.replaceFirst("(?<=[^.]\\.)\\s.*", "").replaceFirst("\\.$", "");
    return Text.cut(sentence, LONGEST);
  }
}
