package dev.bivouac.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** Starts the program. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] arguments) {
    System.exit(run(Surroundings.ofThisProcess(), arguments));
  }

  static int run(Surroundings around, String... arguments) {
    var program = new CommandLine(new BivouacCommand());
    program
        .addSubcommand(RunCommand.commandLine(around))
        .addSubcommand(new AskCommand(around))
        .addSubcommand(new ResumeCommand(around))
        .addSubcommand(new LsCommand(around))
        .addSubcommand(new ShowCommand(around))
        .addSubcommand(new CancelCommand(around));
    program.setOut(new PrintWriter(around.out(), true, StandardCharsets.UTF_8));
    program.setErr(new PrintWriter(around.err(), true, StandardCharsets.UTF_8));
    program.setCaseInsensitiveEnumValuesAllowed(true);
    program.setExecutionExceptionHandler(new Failures(around));
    program.setParameterExceptionHandler(new UsageMistakes(around));
    return program.execute(arguments);
  }
}
