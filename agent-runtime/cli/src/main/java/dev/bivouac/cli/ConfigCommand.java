package dev.bivouac.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bivouac.cli.Config.Found;
import dev.bivouac.cli.config.ConfigFile;
import dev.bivouac.cli.config.PropertiesText;
import dev.bivouac.kimi.Catalogue;
import dev.bivouac.persistence.Stores;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** Reads and writes the settings that are kept in a file; without a word more, lists them. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Reads and writes settings in ~/.bivouac/config.properties.",
      "Environment variables of the same names win over them, and flags over both.",
      "Only you can read the file."
    },
    footer = {
      "",
      "Examples:",
      "  bivouac config set MOONSHOT_API_KEY     asks for the key, unseen",
      "  bivouac config set SEARXNG_URL http://127.0.0.1:8888",
      "  bivouac config ls"
    })
final class ConfigCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Surroundings around;

  @Option(
      names = "--debug",
      scope = ScopeType.INHERIT,
      description = "Show stack traces and the log.")
  boolean debug;

  ConfigCommand(Surroundings around) {
    this.around = around;
  }

  /** The command, whose help lists all settings. */
  static CommandLine commandLine(Surroundings around) {
    var command = new CommandLine(new ConfigCommand(around));
    var lines = new ArrayList<>(List.of("", "Settings:"));
    for (Setting setting : Setting.all()) {
      lines.add("  %-23s %s".formatted(setting.name(), setting.about()));
    }
    lines.addAll(List.of(command.getCommandSpec().usageMessage().footer()));
    command.getCommandSpec().usageMessage().footer(lines.toArray(String[]::new));
    return command;
  }

  @Override
  public Integer call() {
    return list(false);
  }

  @Command(
      name = "get",
      mixinStandardHelpOptions = true,
      description = {
        "Prints the value that holds, wherever it comes from; 1 if there is none.",
        "Of a key it only says that it is there."
      },
      footer = {"", "Example:", "  bivouac config get BIVOUAC_STORE"})
  int read(
      @Parameters(paramLabel = "NAME") String name,
      @Option(names = "--reveal", description = "Print a key as it is.") boolean reveal) {
    Config config = Config.load(around);
    Setting setting = SettingValues.named(name, config.providers());
    Optional<String> value = config.get(name).or(() -> byDefault(setting));
    if (value.isEmpty()) {
      around.say("%s is not set. %s".formatted(name, setting.about()));
      return ExitCode.FAILED;
    }
    around.print(reveal ? value.get() : SettingValues.shown(setting, value.get()));
    if (setting.isSecret() && !reveal) {
      around.say("--reveal prints it.");
    }
    return ExitCode.COMPLETED;
  }

  @Command(
      name = "set",
      mixinStandardHelpOptions = true,
      description = {
        "Writes a value into the file. Comments and order of the file stay.",
        "VALUE - reads it from stdin, at a terminal without showing it."
      },
      footer = {
        "",
        "Examples:",
        "  bivouac config set MOONSHOT_API_KEY",
        "  bivouac config set MOONSHOT_API_KEY - < key.txt",
        "  bivouac config set BIVOUAC_PROVIDER openrouter"
      })
  int write(
      @Parameters(index = "0", paramLabel = "NAME") String name,
      @Parameters(
              index = "1",
              arity = "0..1",
              paramLabel = "VALUE",
              description = "A key is better not said here: leave it out, or say -.")
          @Nullable String said) {
    Catalogue providers = Config.load(around).providers();
    Setting setting = SettingValues.named(name, providers);
    String value = value(setting, said);
    SettingValues.problem(setting, value, providers)
        .ifPresent(problem -> {
          throw new UsageException(name + " " + problem + ".");
        });
    String kept = setting.kind() == Setting.Kind.FOLDER ? whole(value) : value;
    change(text -> text.with(name, kept));
    around.say("%s is set in %s.".formatted(name, Config.path(around)));
    if (setting.isSecret() && said != null && !said.equals("-")) {
      around.say(
          "The key stood on the command line, which the shell's history and other users may see. Next time: bivouac config set %s"
              .formatted(name));
    }
    warnOfEnvironment(name);
    return ExitCode.COMPLETED;
  }

  @Command(
      name = "unset",
      mixinStandardHelpOptions = true,
      description = "Takes a value out of the file.",
      footer = {"", "Example:", "  bivouac config unset BIVOUAC_MODEL"})
  int remove(@Parameters(paramLabel = "NAME") String name) {
    Config config = Config.load(around);
    boolean there = config.namesInFile().contains(name);
    if (!there) {
      // A name that is not known may stand in the file, and then it may be taken out.
      around.say(
          "%s is not set in %s."
              .formatted(
                  SettingValues.named(name, config.providers()).name(), Config.path(around)));
      return ExitCode.COMPLETED;
    }
    change(text -> text.without(name));
    around.say("%s is no longer set in %s.".formatted(name, Config.path(around)));
    warnOfEnvironment(name);
    return ExitCode.COMPLETED;
  }

  @Command(
      name = "ls",
      mixinStandardHelpOptions = true,
      description = "Lists all settings, their values and where each comes from; keys masked.",
      footer = {"", "Example:", "  bivouac config ls --json"})
  int list(
      @Option(names = "--json", description = "Print one JSON document on stdout.") boolean json) {
    Config config = Config.load(around);
    if (json) {
      around.printJson(document(config));
    } else {
      Setting.all(config.providers()).forEach(setting -> around.print(row(config, setting)));
    }
    unknown(config, config.providers()).forEach(around::say);
    return ExitCode.COMPLETED;
  }

  @Command(
      name = "path",
      mixinStandardHelpOptions = true,
      description = "Prints where the file is, or would be.",
      footer = {"", "Example:", "  bivouac config path"})
  int path() {
    around.print(Config.path(around).toString());
    return ExitCode.COMPLETED;
  }

  /** A sentence for each name in the file that means nothing. */
  static List<String> unknown(Config config, Catalogue providers) {
    List<String> known = Setting.all(providers).stream().map(Setting::name).toList();
    return config.namesInFile().stream()
        .filter(name -> !known.contains(name))
        .map(name ->
            "'%s' is not known. %s"
                .formatted(SafeText.line(name, 80), SettingValues.hint(name, providers)))
        .toList();
  }

  private String value(Setting setting, @Nullable String said) {
    if (said == null && !setting.isSecret()) {
      throw new UsageException(
          "Say a value: bivouac config set %s VALUE. %s"
              .formatted(setting.name(), setting.about()));
    }
    String value =
        said == null || said.equals("-") ? UnseenInput.read(around, setting.name()) : said.strip();
    if (value.isEmpty()) {
      throw new UsageException(
          "The value of %s is empty. `bivouac config unset %s` takes it out."
              .formatted(setting.name(), setting.name()));
    }
    return value;
  }

  private static String whole(String folder) {
    return Stores.isDatabase(folder)
        ? folder
        : Path.of(folder).toAbsolutePath().normalize().toString();
  }

  private void change(UnaryOperator<PropertiesText> change) {
    // Read the program's way first: what it cannot read is not written over.
    var unused = Config.load(around);
    var file = new ConfigFile(Config.path(around));
    try {
      file.write(change.apply(file.read()));
    } catch (IOException e) {
      throw new RefusedException(
          "Configuration %s cannot be written (%s); it is as it was. Check who owns it and its folder."
              .formatted(Config.path(around), e.getClass().getSimpleName()));
    }
  }

  private void warnOfEnvironment(String name) {
    Config.load(around)
        .find(name)
        .filter(found -> found.source() == Config.Source.ENVIRONMENT)
        .ifPresent(found ->
            around.say(
                "The environment variable %s is set too, and wins over the file.".formatted(name)));
  }

  private static Optional<String> byDefault(Setting setting) {
    return Optional.of(setting.byDefault()).filter(text -> !text.isEmpty());
  }

  private static String row(Config config, Setting setting) {
    Optional<Found> found = config.find(setting.name());
    String value =
        found
            .map(there -> SettingValues.shown(setting, there.value()))
            .or(() -> byDefault(setting))
            .orElse("-");
    return "%-23s %-33s %s".formatted(setting.name(), value, origin(found, setting));
  }

  private static String origin(Optional<Found> found, Setting setting) {
    if (found.isEmpty()) {
      return setting.byDefault().isEmpty() ? "not set" : "default";
    }
    return switch (found.get().source()) {
      case ENVIRONMENT -> "environment";
      case FILE -> "file";
    };
  }

  private static String document(Config config) {
    var array = JSON.createArrayNode();
    for (Setting setting : Setting.all(config.providers())) {
      Optional<Found> found = config.find(setting.name());
      var node = array.addObject().put("name", setting.name()).put("about", setting.about());
      node.put("origin", origin(found, setting)).put("secret", setting.isSecret());
      if (setting.isSecret()) {
        node.put("set", found.isPresent());
      } else {
        node.put("value", found.map(Found::value).or(() -> byDefault(setting)).orElse(null));
      }
    }
    return array.toPrettyString();
  }
}
