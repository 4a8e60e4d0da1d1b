package dev.bivouac.cli.help;

import dev.bivouac.cli.help.CompletionPlace.Option;
import dev.bivouac.cli.help.CompletionPlace.Value;
import dev.bivouac.cli.help.CompletionPlace.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** What fish needs to complete the words of a program. */
public final class FishCompletion {
  private FishCompletion() {}

  /** The script, computed from the commands. */
  public static String of(CommandSpec program) {
    var script = new StringBuilder();
    for (CompletionPlace place : CompletionPlace.all(program)) {
      // A command stands right behind the path; names and options may stand behind others.
      String exactly = condition(program.name(), "at", place.path());
      String inside =
          place.path().isEmpty() ? exactly : condition(program.name(), "in", place.path());
      for (Word word : place.words()) {
        line(
            script,
            program,
            word.about().isEmpty() ? inside : exactly,
            "-a " + quoted(word.name()),
            word.about());
      }
      if (place.files()) {
        line(script, program, inside, "-F", "");
      }
      for (Option option : place.options()) {
        line(script, program, inside, words(option), option.about());
      }
    }
    return Template.fill(
        "completion.fish", Map.of("program", program.name(), "lines", script.toString()));
  }

  private static String condition(String program, String function, List<String> path) {
    return ("__%s_%s ".formatted(program, function) + String.join(" ", path)).strip();
  }

  private static void line(
      StringBuilder script, CommandSpec program, String condition, String what, String about) {
    script.append("complete -c %s -n %s %s".formatted(program.name(), quoted(condition), what));
    script.append(about.isEmpty() ? "\n" : " -d " + quoted(about) + "\n");
  }

  private static String words(Option option) {
    var words = new ArrayList<String>();
    for (String name : option.names()) {
      words.add(name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1));
    }
    switch (option.value()) {
      case Value.None none -> {}
      case Value.Anything anything -> words.add("-x");
      case Value.AFile file -> words.add("-r -F");
      case Value.OneOf one -> words.add("-x -a " + quoted(String.join(" ", one.names())));
    }
    return String.join(" ", words);
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
