package dev.bivouac.cli.help;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Options that belong together.
 *
 * @param heading what they are about
 * @param options in the order of the command; hidden ones are left out
 */
public record OptionSection(String heading, List<OptionSpec> options) {
  private static final String OWN = "Options";
  private static final String HELP = "Help";

  /** By the name that commands give the mixin; others stand with the command's own options. */
  private static final Map<String, String> HEADINGS =
      Map.of(
          "model", "Model and web",
          "web", "Web",
          "own", "Tools and workflows of your own",
          "limits", "Limits",
          "store", "Store and output",
          "output", "Store and output",
          "mixinStandardHelpOptions", HELP);

  public OptionSection {
    options = List.copyOf(options);
  }

  /**
   * The sections of a command: its own options, those that carry a heading of their own (as their
   * description key), then those of its mixins.
   */
  public static List<OptionSection> of(CommandSpec command) {
    Map<OptionSpec, String> mixedIn = new LinkedHashMap<>();
    command
        .mixins()
        .forEach((name, mixin) ->
            mixin.options().forEach(it -> mixedIn.put(it, HEADINGS.getOrDefault(name, OWN))));
    Map<String, List<OptionSpec>> byHeading = new LinkedHashMap<>();
    for (OptionSpec option : command.options()) {
      String key = option.descriptionKey();
      String own = key == null || key.isEmpty() ? OWN : key;
      if (!option.hidden()) {
        byHeading
            .computeIfAbsent(mixedIn.getOrDefault(option, own), heading -> new ArrayList<>())
            .add(option);
      }
    }
    return byHeading.entrySet().stream()
        .sorted((a, b) -> Integer.compare(rank(a.getKey()), rank(b.getKey())))
        .map(entry -> new OptionSection(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static int rank(String heading) {
    if (heading.equals(HELP)) {
      return 3;
    }
    return heading.equals(OWN) ? 1 : HEADINGS.containsValue(heading) ? 2 : 0;
  }
}
