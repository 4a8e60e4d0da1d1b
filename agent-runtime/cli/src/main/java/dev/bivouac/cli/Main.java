package dev.bivouac.cli;

import dev.bivouac.cli.extension.ExtensionException;
import dev.bivouac.cli.help.FamiliarWords;
import dev.bivouac.cli.help.UsageText;
import dev.bivouac.cli.log.LogDefaults;
import dev.bivouac.cli.proxy.EnvironmentProxies;
import dev.bivouac.tool.InvalidToolException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;

/** Starts the program. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    // Numbers look alike everywhere; what is written in a language follows the user's as ever.
    Locale.setDefault(Locale.Category.FORMAT, Locale.US);
    LogDefaults.install(List.of(arguments).contains("--debug"));
    EnvironmentProxies.install(System.getenv(), System.getProperties());
    System.exit(run(Surroundings.ofThisProcess(), arguments));
  }

  static int run(Surroundings around, String... arguments) {
    try {
      String[] words = arguments.clone(); // a familiar word is replaced by the command it means
      return program(around, words).execute(words);
    } catch (ExtensionException | InvalidToolException | RefusedException e) {
      around.say(String.valueOf(e.getMessage()));
      return e instanceof RefusedException ? ExitCode.FAILED : ExitCode.USAGE;
    } finally {
      around.own().close();
    }
  }

  /** The program with the command that is named, or with all of them. */
  static CommandLine program(Surroundings around, String... arguments) {
    var program = new CommandLine(new BivouacCommand());
    commands(around, arguments).forEach((name, command) -> program.addSubcommand(command.get()));
    program.setOut(new PrintWriter(around.out(), true, StandardCharsets.UTF_8));
    program.setErr(new PrintWriter(around.err(), true, StandardCharsets.UTF_8));
    program.setCaseInsensitiveEnumValuesAllowed(true);
    program.setExecutionExceptionHandler(new Failures(around));
    program.setParameterExceptionHandler(new UsageMistakes(around));
    program.setExpandAtFiles(false); // @FILE is for the command to read, and says so
    UsageText.arrange(
        program,
        around.environment(),
        around.isTerminal(Streams.Standard.OUT),
        Width.ofHelp(around));
    return program;
  }

  /** Only the command that is named is made, since each costs some 25 ms; all of them for help. */
  private static Map<String, Supplier<Object>> commands(Surroundings around, String... arguments) {
    var commands = new LinkedHashMap<String, Supplier<Object>>();
    commands.put("run", () -> RunCommand.commandLine(around, arguments));
    commands.put("ask", () -> new AskCommand(around));
    commands.put("resume", () -> new ResumeCommand(around));
    commands.put("ls", () -> new LsCommand(around));
    commands.put("show", () -> new ShowCommand(around));
    commands.put("watch", () -> new WatchCommand(around));
    commands.put("stop", () -> new StopCommand(around));
    commands.put("cancel", () -> new CancelCommand(around));
    commands.put("tool", () -> ToolCommand.commandLine(around));
    commands.put("workflow", () -> WorkflowCommand.commandLine(around));
    commands.put("cost", () -> new CostCommand(around));
    commands.put("export", () -> new ExportCommand(around));
    commands.put("rm", () -> new RmCommand(around));
    commands.put("store", () -> StoreCommand.commandLine(around));
    commands.put("doctor", () -> new DoctorCommand(around));
    commands.put("demo", () -> new DemoCommand(around));
    commands.put("config", () -> ConfigCommand.commandLine(around));
    commands.put("help", () -> new HelpCommand(around));
    commands.put("completion", () -> new CompletionCommand(around));
    commands.put("man", () -> new ManCommand(around));
    if (arguments.length > 0) {
      arguments[0] = familiar(arguments[0], commands.keySet());
      if (commands.containsKey(arguments[0])) {
        commands.keySet().retainAll(Set.of(arguments[0]));
      }
    }
    return commands;
  }

  /** Every command there is. */
  static Set<String> names(Surroundings around) {
    return commands(around).keySet();
  }

  private static String familiar(String word, Set<String> commands) {
    return commands.contains(word) || word.startsWith("-")
        ? word
        : FamiliarWords.read().command(word, commands);
  }
}
