package dev.bivouac.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The program in a process of its own, so that it can be killed. */
final class Child {
  private final Process process;
  private final Path log;

  private Child(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  static Child start(Path log, Map<String, String> environment, String... arguments)
      throws IOException {
    var builder = program(log, arguments).redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    return new Child(builder.start(), log);
  }

  /** The program with its standard output left to the test; only errors go to the log. */
  static Process process(Path log, String... arguments) throws IOException {
    return program(log, arguments)
        .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  private static ProcessBuilder program(Path log, String... arguments) {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Duser.home=" + log.getParent(),
                "-Djava.io.tmpdir=" + log.getParent(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    command.addAll(List.of(arguments));
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("BIVOUAC_"));
    return builder;
  }

  /** Its process id. */
  long pid() {
    return process.pid();
  }

  /** Sends it a signal, such as {@code STOP}. */
  void signal(String name) throws IOException, InterruptedException {
    int code =
        new ProcessBuilder("kill", "-" + name, Long.toString(pid())).inheritIO().start().waitFor();
    if (code != 0) {
      throw new AssertionError("kill -%s %d ended with %d".formatted(name, pid(), code));
    }
  }

  /** Everything it has written so far. */
  String output() throws IOException {
    return Files.readString(log);
  }

  /** Waits until it has written something. */
  Child awaitOutput(String text) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (!output().contains(text)) {
      boolean ended = process.waitFor(50, TimeUnit.MILLISECONDS);
      if ((ended || System.nanoTime() > end) && !output().contains(text)) {
        throw new AssertionError("'%s' is not in the output:\n%s".formatted(text, output()));
      }
    }
    return this;
  }

  /** Its exit code; a child that hangs is an error. */
  int await() throws InterruptedException {
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError("the program hangs; its output is in " + log);
    }
    return process.exitValue();
  }

  /** Kills it with SIGKILL after so many milliseconds; true if it was still at work then. */
  boolean killAfter(long millis) throws InterruptedException {
    if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
      return false;
    }
    process.destroyForcibly().waitFor();
    return true;
  }
}
