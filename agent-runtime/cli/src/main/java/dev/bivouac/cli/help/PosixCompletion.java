package dev.bivouac.cli.help;

import dev.bivouac.cli.help.CompletionPlace.Option;
import dev.bivouac.cli.help.CompletionPlace.Value;
import dev.bivouac.cli.help.CompletionPlace.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What bash and zsh need to complete the words of a program: one function each, which finds the
 * place of the cursor and then knows its words. picocli's own scripts look for commands anywhere on
 * the line, so that {@code run ask} would be completed as {@code ask}.
 */
public final class PosixCompletion {
  private final List<CompletionPlace> places;

  private PosixCompletion(CommandSpec program) {
    this.places = CompletionPlace.all(program);
  }

  /** The script for bash 4 and newer. */
  public static String bash(CommandSpec program) {
    var script = new PosixCompletion(program);
    return Template.fill(
        "completion.bash",
        Map.of(
            "program",
            program.name(),
            "paths",
            script.paths(),
            "values",
            script.values(
                "compopt -o default 2>/dev/null; return",
                names ->
                    "COMPREPLY=($(compgen -W %s -- \"$cur\")); return"
                        .formatted(quoted(String.join(" ", names)))),
            "contents",
            script.contents(PosixCompletion::bashPlace)));
  }

  /** The script for zsh. */
  public static String zsh(CommandSpec program) {
    var script = new PosixCompletion(program);
    return Template.fill(
        "completion.zsh",
        Map.of(
            "program",
            program.name(),
            "paths",
            script.paths(),
            "values",
            script.values(
                "_files; return", names -> "compadd -- %s; return".formatted(each(names))),
            "contents",
            script.contents(PosixCompletion::zshPlace)));
  }

  /** Every path as a pattern. */
  private String paths() {
    return places.stream()
        .filter(place -> !place.path().isEmpty())
        .map(place -> quoted(written(place)))
        .collect(Collectors.joining(" | "));
  }

  /** What stands behind options. */
  private String values(String file, Function<List<String>, String> oneOf) {
    var lines = new StringBuilder();
    for (CompletionPlace place : places) {
      for (Option option : place.options()) {
        String pattern =
            option.names().stream()
                .map(name -> quoted(written(place) + " " + name))
                .collect(Collectors.joining(" | "));
        String answer =
            switch (option.value()) {
              case Value.None none -> "";
              case Value.Anything anything -> "return";
              case Value.AFile aFile -> file;
              case Value.OneOf one -> oneOf.apply(one.names());
            };
        if (!answer.isEmpty()) {
          lines.append("    %s) %s ;;\n".formatted(pattern, answer));
        }
      }
    }
    return lines.toString();
  }

  private String contents(Function<CompletionPlace, String> content) {
    return places.stream()
        .map(place -> "    %s) %s ;;\n".formatted(quoted(written(place)), content.apply(place)))
        .collect(Collectors.joining());
  }

  private static String bashPlace(CompletionPlace place) {
    String words = place.words().stream().map(Word::name).collect(Collectors.joining(" "));
    String options =
        place.options().stream()
            .flatMap(option -> option.names().stream())
            .collect(Collectors.joining(" "));
    return "words=%s options=%s".formatted(quoted(words), quoted(options));
  }

  private static String zshPlace(CompletionPlace place) {
    var names = new ArrayList<String>();
    place.words().forEach(word -> names.add(described(word.name(), word.about())));
    var options = new ArrayList<String>();
    for (Option option : place.options()) {
      option.names().forEach(name -> options.add(described(name, option.about())));
    }
    return "names=(%s) options=(%s)".formatted(String.join(" ", names), String.join(" ", options));
  }

  private static String described(String name, String about) {
    return quoted(about.isEmpty() ? name : name.replace(":", "\\:") + ":" + about);
  }

  private static String each(List<String> names) {
    return names.stream().map(PosixCompletion::quoted).collect(Collectors.joining(" "));
  }

  /** A path as both scripts gather it, each word with a blank before it. */
  private static String written(CompletionPlace place) {
    return place.path().stream().map(word -> " " + word).collect(Collectors.joining());
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
