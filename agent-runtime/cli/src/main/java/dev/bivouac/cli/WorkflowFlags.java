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
import java.util.stream.Stream;
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
      describe(run, named.get());
    } else {
      // For completion all of them count; for a mistyped name, the name is the mistake to tell.
      known.forEach(workflow -> add(run, workflow, !words.isEmpty()));
    }
  }

  /** The help of {@code run} becomes that of the workflow. */
  private static void describe(CommandSpec run, Workflow workflow) {
    var about = new ArrayList<String>();
    about.add("Starts a run of %s and drives it to its end.".formatted(workflow.name()));
    about.add(HelpText.plain(workflow.description()));
    workflow.parameters().stream()
        .filter(parameter -> !isFlag(run, parameter))
        .map(it -> "-P %s=VALUE: %s".formatted(it.name(), HelpText.plain(about(it))))
        .forEach(about::add);
    var footer = new ArrayList<>(List.of("", "Examples:"));
    String call = "  bivouac run " + workflow.name();
    footer.add(call + " --offline");
    workflow.parameters().stream()
        .filter(parameter -> isFlag(run, parameter))
        .findFirst()
        .ifPresent(parameter -> footer.add(call + " --" + parameter.name() + " VALUE"));
    footer.add(call + " --key my-name-for-it --json");
    Stream.of(run.usageMessage().footer())
        .dropWhile(it -> !it.startsWith("Exit codes"))
        .forEach(footer::add);
    run.usageMessage()
        .description(about.toArray(String[]::new))
        .footer(footer.toArray(String[]::new));
  }

  /** False if the program has a flag of that name itself; then {@code -P} is left. */
  private static boolean isFlag(CommandSpec run, Parameter parameter) {
    OptionSpec flag = run.findOption("--" + parameter.name());
    return flag != null && flag.userObject() == null;
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
