package dev.bivouac.cli.help;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** The manual of a program: one page with all its commands; hidden ones are left out. */
public final class ManPage {
  private final Roff roff = new Roff();

  private ManPage() {}

  /**
   * Something that no command tells, such as the exit status.
   *
   * @param heading in capitals
   * @param entries what is explained, and how, in their order
   */
  public record Part(String heading, Map<String, String> entries) {}

  /**
   * The page, as roff for {@code man -l -}.
   *
   * @param version name and version, for the foot of the page
   * @param parts what stands after the commands
   */
  public static String of(CommandSpec program, String version, List<Part> parts) {
    var manual = new ManPage();
    manual.opening(program, version);
    manual.commands(program);
    for (Part part : parts) {
      manual.roff.section(part.heading());
      part.entries().forEach((term, text) -> manual.roff.entry(Roff.bold(term), text));
    }
    return manual.roff.toString();
  }

  private void opening(CommandSpec program, String version) {
    String name = program.name();
    roff.title(name.toUpperCase(Locale.ROOT), version);
    roff.section("NAME");
    roff.line("%s \\- %s".formatted(Roff.escaped(name), Roff.escaped(about(program))));
    roff.section("SYNOPSIS");
    roff.line(Roff.bold(name) + " " + Roff.italic("COMMAND") + " [options] [arguments]");
    roff.section("DESCRIPTION");
    Arrays.stream(program.usageMessage().description()).forEach(roff::paragraph);
    footer(program);
    roff.section("COMMANDS");
  }

  private void commands(CommandSpec parent) {
    for (Map.Entry<String, CommandLine> sub : parent.subcommands().entrySet()) {
      CommandSpec command = sub.getValue().getCommandSpec();
      boolean alias = !sub.getKey().equals(command.name());
      if (!alias && !command.usageMessage().hidden()) {
        command(command);
        commands(command);
      }
    }
  }

  private void command(CommandSpec command) {
    roff.subsection(command.qualifiedName());
    roff.line(synopsis(command));
    Arrays.stream(command.usageMessage().description()).forEach(roff::paragraph);
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      roff.entry(Roff.italic(parameter.paramLabel()), description(parameter));
    }
    for (OptionSection section : OptionSection.of(command)) {
      for (OptionSpec option : section.options()) {
        if (!option.usageHelp() && !option.versionHelp()) {
          roff.entry(term(option), description(option));
        }
      }
    }
    footer(command);
  }

  private static String synopsis(CommandSpec command) {
    var words = new StringBuilder(Roff.bold(command.qualifiedName()));
    if (!command.subcommands().isEmpty()) {
      return words.append(' ').append(Roff.italic("COMMAND")).toString();
    }
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      String label = Roff.italic(parameter.paramLabel());
      String more = parameter.arity().max() > 1 ? label + "..." : label;
      words.append(parameter.arity().min() == 0 ? " [" + more + "]" : " " + more);
    }
    return words.append(" [options]").toString();
  }

  private static String term(OptionSpec option) {
    String names = String.join(", ", Arrays.stream(option.names()).map(Roff::bold).toList());
    return option.arity().max() == 0
        ? names
        : names
            + (option.longestName().startsWith("--") ? "=" : " ")
            + Roff.italic(option.paramLabel());
  }

  private static String description(ArgSpec argument) {
    return String.join(" ", argument.description()).replace("%%", "%");
  }

  private static String about(CommandSpec program) {
    String text = String.join(" ", program.usageMessage().description());
    return text.substring(0, 1).toLowerCase(Locale.ROOT)
        + text.substring(1).replaceFirst("\\.$", "");
  }

  /** Examples and whatever else stands there, line by line. */
  private void footer(CommandSpec command) {
    List<String> lines =
        Arrays.stream(command.usageMessage().footer()).dropWhile(String::isBlank).toList();
    if (!lines.isEmpty()) {
      roff.verbatim(lines);
    }
  }
}
