package dev.bivouac.cli.help;

import dev.bivouac.cli.help.CompletionPlace.Option;
import dev.bivouac.cli.help.CompletionPlace.Value;
import dev.bivouac.cli.help.CompletionPlace.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;

/**
 * What bash and zsh need to complete the words of a program: one function each, which finds the
 * place of the cursor and then knows its words. picocli's own scripts look for commands anywhere on
 * the line, so that {@code run ask} would be completed as {@code ask}.
 */
public final class PosixCompletion {
  private static final String BASH =
      """
      # Completion of %1$s for bash: source <(%1$s completion bash)
      _%1$s() {
        local IFS=$' \\t\\n' cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} place='' words='' options='' i
        # bash takes --name=value for three words.
        [ "$cur" = '=' ] && cur=''
        [ "$prev" = '=' ] && prev=${COMP_WORDS[COMP_CWORD - 2]}
        for ((i = 1; i < COMP_CWORD; i++)); do
          case "$place ${COMP_WORDS[i]}" in
            %2$s) place="$place ${COMP_WORDS[i]}" ;;
            *) break ;;
          esac
        done
        COMPREPLY=()
        case "$place $prev" in
      %3$s    esac
        case $place in
      %4$s    esac
        case $cur in
          -*) words=$options ;;
        esac
        COMPREPLY=($(compgen -W "$words" -- "$cur"))
      }
      complete -F _%1$s %1$s
      """;

  private static final String ZSH =
      """
      #compdef %1$s
      # Completion of %1$s for zsh: source <(%1$s completion zsh)
      (( $+functions[compdef] )) || { autoload -U compinit && compinit; }
      _%1$s() {
        local place='' i
        local -a names options
        for ((i = 2; i < CURRENT; i++)); do
          case "$place ${words[i]}" in
            %2$s) place="$place ${words[i]}" ;;
            *) break ;;
          esac
        done
        case "$place ${words[CURRENT-1]}" in
      %3$s    esac
        case $place in
      %4$s    esac
        case $PREFIX in
          -*) _describe -o option options ;;
          *) _describe word names ;;
        esac
      }
      compdef _%1$s %1$s
      """;

  private final List<CompletionPlace> places;

  private PosixCompletion(CommandSpec program) {
    this.places = CompletionPlace.all(program);
  }

  /** The script for bash 4 and newer. */
  public static String bash(CommandSpec program) {
    var script = new PosixCompletion(program);
    return BASH.formatted(
        program.name(),
        script.paths(),
        script.values(
            "compopt -o default 2>/dev/null; return",
            "COMPREPLY=($(compgen -W %s -- \"$cur\")); return"),
        script.contents(PosixCompletion::bashPlace));
  }

  /** The script for zsh. */
  public static String zsh(CommandSpec program) {
    var script = new PosixCompletion(program);
    return ZSH.formatted(
        program.name(),
        script.paths(),
        script.values("_files; return", "compadd -- ${=:-%s}; return"),
        script.contents(PosixCompletion::zshPlace));
  }

  /** Every path as a pattern. */
  private String paths() {
    return places.stream()
        .filter(place -> !place.path().isEmpty())
        .map(place -> quoted(written(place)))
        .collect(Collectors.joining(" | "));
  }

  /** What stands behind options. */
  private String values(String file, String oneOf) {
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
              case Value.OneOf one -> oneOf.formatted(quoted(String.join(" ", one.names())));
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

  /** A path as both scripts gather it, each word with a blank before it. */
  private static String written(CompletionPlace place) {
    return place.path().stream().map(word -> " " + word).collect(Collectors.joining());
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
