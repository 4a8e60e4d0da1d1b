package dev.bivouac.cli;

import dev.bivouac.workflow.Parameter;
import dev.bivouac.workflow.Workflow;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Makes the parameters of a workflow flags of {@code run}. Which workflow that is must be known
 * before the command line can be understood, so it is first looked through word by word.
 */
final class WorkflowFlags {
  /** Under which heading the flags stand; {@code %s} is the workflow. */
  static final String HEADING = "Parameters of %s";

  private WorkflowFlags() {}

  static void add(CommandSpec run, Surroundings around, List<String> words) {
    List<Path> own = OwnOptions.paths(tools(words), Config.load(around));
    List<Workflow> known = Wiring.workflows(own, around);
    Optional<Workflow> named = words.isEmpty() ? Optional.empty() : named(run, known, words);
    if (named.isPresent()) {
      add(run, named.get(), false);
      run.usageMessage()
          .description(
              "Starts a run of %s and drives it to its end."
                  .formatted(HelpText.plain(named.get().name())),
              HelpText.plain(named.get().description()));
    } else {
      // For completion all of them count; for a mistyped name, the name is the mistake to tell.
      known.forEach(workflow -> add(run, workflow, !words.isEmpty()));
    }
  }

  /** What was said of the workflow's parameters. */
  static Map<String, String> said(CommandSpec run) {
    var said = new LinkedHashMap<String, String>();
    for (OptionSpec option : run.options()) {
      String value = option.userObject() == null ? option.getValue() : null;
      if (value != null) {
        said.put(option.longestName().substring(2), value);
      }
    }
    return said;
  }

  private static void add(CommandSpec run, Workflow workflow, boolean hidden) {
    for (Parameter parameter : workflow.parameters()) {
      String flag = "--" + parameter.name();
      if (run.findOption(flag) == null) {
        run.addOption(
            OptionSpec.builder(flag)
                .type(String.class)
                .paramLabel("VALUE")
                .hidden(hidden)
                .description(HelpText.plain(about(parameter)))
                .descriptionKey(HEADING.formatted(workflow.name()))
                .build());
      }
    }
  }

  private static String about(Parameter parameter) {
    return parameter.byDefault().isEmpty()
        ? parameter.description()
        : "%s (%s)".formatted(parameter.description(), parameter.byDefault());
  }

  private static List<Path> tools(List<String> words) {
    var paths = new ArrayList<Path>();
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (word.equals(OwnOptions.FLAG) && i + 1 < words.size()) {
        paths.add(Path.of(words.get(++i)));
      } else if (word.startsWith(OwnOptions.FLAG + "=")) {
        paths.add(Path.of(word.substring(OwnOptions.FLAG.length() + 1)));
      }
    }
    return paths;
  }

  /** The first word after {@code run} that is neither a flag nor the value of one. */
  private static Optional<Workflow> named(
      CommandSpec run, List<Workflow> known, List<String> words) {
    Set<String> takesValue = new HashSet<>();
    known.forEach(
        workflow -> workflow.parameters().forEach(it -> takesValue.add("--" + it.name())));
    for (OptionSpec option : run.options()) {
      if (option.arity().max() > 0) {
        takesValue.addAll(List.of(option.names()));
      }
    }
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      if (takesValue.contains(word)) {
        i++;
      } else if (!word.startsWith("-")) {
        return known.stream().filter(workflow -> workflow.name().equals(word)).findFirst();
      }
    }
    return Optional.empty();
  }
}
