package dev.bivouac.cli;

import dev.bivouac.cli.proxy.EnvironmentProxies;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;

/** Starts the program. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    boolean debug = List.of(arguments).contains("--debug");
    Logger.getLogger("").setLevel(debug ? Level.INFO : Level.OFF);
    EnvironmentProxies.install(System.getenv(), System.getProperties());
    System.exit(run(Surroundings.ofThisProcess(), arguments));
  }

  static int run(Surroundings around, String... arguments) {
    var program = new CommandLine(new BivouacCommand());
    commands(around, arguments).forEach((name, command) -> program.addSubcommand(command.get()));
    program.setOut(new PrintWriter(around.out(), true, StandardCharsets.UTF_8));
    program.setErr(new PrintWriter(around.err(), true, StandardCharsets.UTF_8));
    program.setCaseInsensitiveEnumValuesAllowed(true);
    program.setExecutionExceptionHandler(new Failures(around));
    program.setParameterExceptionHandler(new UsageMistakes(around));
    return program.execute(arguments);
  }

  /** Only the command that is named is made, since each costs some 25 ms; all of them for help. */
  private static Map<String, Supplier<Object>> commands(Surroundings around, String... arguments) {
    var commands = new LinkedHashMap<String, Supplier<Object>>();
    commands.put("run", () -> RunCommand.commandLine(around));
    commands.put("ask", () -> new AskCommand(around));
    commands.put("resume", () -> new ResumeCommand(around));
    commands.put("ls", () -> new LsCommand(around));
    commands.put("show", () -> new ShowCommand(around));
    commands.put("cancel", () -> new CancelCommand(around));
    commands.put("doctor", () -> new DoctorCommand(around));
    commands.put("demo", () -> new DemoCommand(around));
    commands.put("config", () -> ConfigCommand.commandLine(around));
    if (arguments.length > 0 && commands.containsKey(arguments[0])) {
      commands.keySet().retainAll(Set.of(arguments[0]));
    }
    return commands;
  }
}
