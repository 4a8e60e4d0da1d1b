package dev.bivouac.cli.help;

import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** How help looks: options under headings, as wide as the terminal, coloured only there. */
public final class UsageText {
  private UsageText() {}

  /**
   * Arranges the help of a program and all its commands.
   *
   * @param terminal true if people sit at standard output
   * @param width in columns
   */
  public static void arrange(
      CommandLine program, Map<String, String> environment, boolean terminal, int width) {
    boolean coloured =
        terminal
            && environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !environment.getOrDefault("TERM", "").equals("dumb");
    arrange(program, Help.defaultColorScheme(coloured ? Ansi.ON : Ansi.OFF), width);
  }

  private static void arrange(CommandLine command, ColorScheme colours, int width) {
    command.setColorScheme(colours);
    command.setUsageHelpWidth(width);
    command.getCommandSpec().usageMessage().abbreviateSynopsis(true);
    Map<String, CommandLine.IHelpSectionRenderer> sections = command.getHelpSectionMap();
    sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST_HEADING, help -> "");
    sections.put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, UsageText::options);
    command.getSubcommands().values().forEach(it -> arrange(it, colours, width));
  }

  private static String options(Help help) {
    List<OptionSection> sections = OptionSection.of(help.commandSpec());
    List<OptionSpec> all = sections.stream().flatMap(it -> it.options().stream()).toList();
    var text = new StringBuilder();
    for (OptionSection section : sections) {
      if (sections.size() > 1) {
        text.append(help.colorScheme().text("%n@|bold %s|@%n".formatted(section.heading())));
      }
      // Laid out over all of them, so that every section has the same columns.
      Help.Layout layout = help.createDefaultLayout(all, List.of(), help.colorScheme());
      layout.addOptions(section.options(), help.parameterLabelRenderer());
      text.append(layout);
    }
    return text.toString();
  }
}
